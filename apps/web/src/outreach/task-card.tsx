import { outcomesOf, type TaskOutcome } from '@hearth/domain';
import type { NamedTask, TasksDocument } from '@hearth/views';
import { Button, Text, Textarea } from '@mantine/core';
import { IconClockExclamation, IconPhoneCall, IconShieldHeart } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { api } from '../api/client';
import type { Trouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { PersonName } from '../people/person-name';
import { Tag } from '../tag/tag';
import { Concern } from './concern';
import { momentWords } from './moment';
import styles from './outreach.module.css';
import type { TaskSection } from './task-order';

interface TaskProps {
  readonly task: NamedTask;
  readonly staff: TasksDocument['staff'];
  readonly now: number;
  readonly timeZone: string;
}

/** What a task asks for, in a sentence. */
export const useTaskWords = (timeZone: string): ((task: NamedTask, now: number) => string) => {
  const { t } = useTranslation('outreach');
  const format = useFormat();
  return (task, now) => {
    const { kind, sessionTitle, sessionStartsAt } = task;
    if (kind !== 'call') return t(`kind.${kind}`);
    if (sessionTitle === null || sessionStartsAt === null) return t('kind.call-plain');
    return t('kind.call', {
      session: sessionTitle,
      when: momentWords(format, sessionStartsAt, now, timeZone),
    });
  };
};

const Owner = ({ task, staff }: Pick<TaskProps, 'task' | 'staff'>) => {
  const { t } = useTranslation('outreach');
  const me = useMe();
  const { owner } = task;
  if (owner.kind === 'role') return <>{t(`owner.role.${owner.role}`)}</>;
  if (owner.staffId === me.person.id) return <>{t('owner.me')}</>;
  return <>{t('owner.person', { name: staff[owner.staffId] ?? '—' })}</>;
};

const Phone = ({ number }: { readonly number: string | null }) => {
  const { t } = useTranslation('outreach');
  if (number === null) return <p className={styles.muted}>{t('noPhone')}</p>;
  return (
    <a className={styles.phone} href={`tel:${number.replaceAll(/[^+0-9]/g, '')}`}>
      <IconPhoneCall size={18} aria-hidden />
      {t('phone', { number })}
    </a>
  );
};

const Tries = ({ task, staff, now, timeZone }: TaskProps) => {
  const { t } = useTranslation('outreach');
  const format = useFormat();
  if (task.tries.length === 0) return null;
  return (
    <ul className={styles.lines} aria-label={t('tries')}>
      {task.tries.map(({ outcome, by, at, note }) => (
        <li key={at}>
          {t('try', {
            outcome: t(`outcome.${outcome}`),
            name: staff[by] ?? '—',
            when: momentWords(format, at, now, timeZone),
          })}
          {note !== null && <> — {note}</>}
        </li>
      ))}
    </ul>
  );
};

const TaskTrouble = ({ trouble }: { readonly trouble: Trouble | null }) => {
  const { t } = useTranslation('outreach');
  if (trouble?.code !== 'task-over') return <TroubleNotice trouble={trouble} />;
  return <Text role="alert">{t('trouble.task-over')}</Text>;
};

/** One tap says what came of a task; a note is there for whoever wants to write one. */
const Outcomes = ({ task }: { readonly task: NamedTask }) => {
  const { t } = useTranslation('outreach');
  const [note, setNote] = useState<string | null>(null);
  const [asks, setAsks] = useState(false);
  const reporting = useCommand(async (outcome: TaskOutcome) => {
    const said = note?.trim() ?? '';
    await api.post(`/tasks/${task.taskId}/report`, { outcome, ...(said === '' ? {} : { note: said }) });
  });
  const choose = async (outcome: TaskOutcome): Promise<void> => {
    if (outcome === 'safety-concern' && !asks) return setAsks(true);
    if (await reporting.run(outcome)) setNote(null);
    setAsks(false);
  };
  return (
    <>
      {note !== null && (
        <Textarea
          label={t('note')}
          description={t('noteHelp')}
          autosize
          minRows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <TaskTrouble trouble={reporting.trouble} />
      <div className={styles.actions} role="group" aria-label={t('outcomes')}>
        {outcomesOf(task.kind).map((outcome, index) => (
          <Button
            key={outcome}
            size="sm"
            variant={index === 0 ? 'filled' : 'default'}
            color={outcome === 'safety-concern' ? 'safety' : undefined}
            leftSection={outcome === 'safety-concern' ? <IconShieldHeart size={18} aria-hidden /> : undefined}
            disabled={reporting.busy}
            onClick={() => void choose(outcome)}
          >
            {t(`outcome.${outcome}`)}
          </Button>
        ))}
        {note === null && (
          <Button size="sm" variant="subtle" onClick={() => setNote('')}>
            {t('addNote')}
          </Button>
        )}
      </div>
      <Concern
        name={task.displayName}
        opened={asks}
        busy={reporting.busy}
        onCancel={() => setAsks(false)}
        onRaise={() => void choose('safety-concern')}
      />
    </>
  );
};

interface CardProps extends TaskProps {
  readonly section: TaskSection;
  /** Whether it may be taken or reported by whoever looks. */
  readonly mayAct: boolean;
  readonly onHistory: (task: NamedTask) => void;
}

/** Somebody to call, or something about a payer: by when, whose it is, and what came of it. */
export const TaskCard = ({ section, mayAct, onHistory, ...of }: CardProps) => {
  const { task, now, timeZone, staff } = of;
  const { t } = useTranslation('outreach');
  const format = useFormat();
  const words = useTaskWords(timeZone);
  const me = useMe();
  const taking = useCommand(() => api.post(`/tasks/${task.taskId}/taking`));
  const isOwn = task.owner.kind === 'person' && task.owner.staffId === me.person.id;
  const when = momentWords(format, task.dueAt, now, timeZone);
  const isCall = task.kind === 'call' || task.kind === 'repeated-absence';
  return (
    <li className={styles.task} data-section={section}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          <PersonName displayName={task.displayName} simulated={task.simulated} />
        </h3>
        {section === 'overdue' ? (
          <Tag tone="look" icon={<IconClockExclamation size={16} />}>
            {t('due.overdue', { when })}
          </Tag>
        ) : (
          <Tag>{t('due.by', { when })}</Tag>
        )}
      </div>
      <p className={styles.words}>{words(task, now)}</p>
      <p className={styles.muted}>
        <Owner task={task} staff={staff} />
      </p>
      {isCall && <Phone number={task.callbackNumber} />}
      <Tries {...of} />
      {mayAct && <Outcomes task={task} />}
      <TaskTrouble trouble={taking.trouble} />
      <div className={styles.actions}>
        {mayAct && !isOwn && (
          <Button size="sm" variant="default" loading={taking.busy} onClick={() => void taking.run()}>
            {t('take')}
          </Button>
        )}
        <Button
          size="sm"
          variant="subtle"
          aria-label={`${t('history.open')}: ${task.displayName}`}
          onClick={() => onHistory(task)}
        >
          {t('history.open')}
        </Button>
      </div>
    </li>
  );
};
