import type { Me } from '@hearth/contracts';
import type { NamedTask, TasksDocument } from '@hearth/views';
import { Button, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { useLiveView } from '../live/live-context';
import { useKnownNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { ProgrammeChoice } from '../programme/programme-choice';
import { useChosenProgramme } from '../programme/use-chosen-programme';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import { StaleNotice } from '../staleness/stale-notice';
import { History, type HistoryOf } from './history';
import { OutreachTimesForm } from './outreach-times-form';
import styles from './outreach.module.css';
import { TaskCard } from './task-card';
import { isMine, sectionOf, taskSections } from './task-order';

const oversees = (role: Me['role']): boolean => role === 'supervisor' || role === 'admin';

const isCare = ({ kind }: NamedTask): boolean => kind === 'call' || kind === 'repeated-absence';

interface TasksProps {
  readonly document: TasksDocument;
  readonly whose: 'mine' | 'all';
  readonly onSeeAll: () => void;
}

const Tasks = ({ document, whose, onSeeAll }: TasksProps) => {
  const { t } = useTranslation('outreach');
  const { person, role } = useMe();
  const now = useKnownNow(15_000);
  const [opened, setOpened] = useState<HistoryOf | null>(null);
  const { timeZone, staff } = document;
  const me = { personId: person.id, role };
  const tasks = document.tasks.filter((task) => whose === 'all' || isMine(task, me));
  const nothing =
    whose === 'mine' && document.tasks.length > 0 ? (
      <EmptyState title={t('empty.title')} action={<Button onClick={onSeeAll}>{t('empty.see')}</Button>}>
        {t('empty.mine')}
      </EmptyState>
    ) : (
      <EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>
    );
  return (
    <>
      <StaleNotice timeZone={timeZone} />
      {tasks.length === 0 && nothing}
      {taskSections.map((section) => {
        const within = tasks.filter((task) => sectionOf(task, now, timeZone) === section);
        if (within.length === 0) return null;
        return (
          <section key={section} aria-labelledby={`tasks-${section}`}>
            <Title order={2} size="lg" mb="sm" id={`tasks-${section}`}>
              {t(`section.${section}`)}{' '}
              <Text span c="dimmed">
                {t('count', { count: within.length })}
              </Text>
            </Title>
            <ul className={styles.tasks}>
              {within.map((task) => (
                <TaskCard
                  key={task.taskId}
                  task={task}
                  section={section}
                  staff={staff}
                  now={now}
                  timeZone={timeZone}
                  mayAct={isCare(task) || oversees(role) || isMine(task, me)}
                  onHistory={setOpened}
                />
              ))}
            </ul>
          </section>
        );
      })}
      <History of={opened} onClose={() => setOpened(null)} />
    </>
  );
};

/** What is to be done about people who did not come, and about payers: soonest due first. */
export const OutreachScreen = () => {
  const { t } = useTranslation('outreach');
  const { role } = useMe();
  const { programme, choice } = useChosenProgramme();
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  const key = programme?.programmeId ?? '';
  const entry = useLiveView('tasks', key);
  return (
    <Screen title={t('title')} aside={<ProgrammeChoice {...choice} />}>
      <SegmentedControl
        aria-label={t('whose.label')}
        style={{ alignSelf: 'flex-start' }}
        value={whose}
        onChange={(value) => setWhose(value === 'all' ? 'all' : 'mine')}
        data={[
          { value: 'mine', label: t('whose.mine') },
          { value: 'all', label: t('whose.all') },
        ]}
      />
      <Stack gap="lg">
        <WithLive
          view="tasks"
          viewKey={key}
          entry={entry}
          absent={<EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>}
        >
          {(document) => <Tasks document={document} whose={whose} onSeeAll={() => setWhose('all')} />}
        </WithLive>
        {oversees(role) && programme !== undefined && (
          <OutreachTimesForm key={programme.programmeId} programmeId={programme.programmeId} />
        )}
      </Stack>
    </Screen>
  );
};
