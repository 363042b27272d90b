import type { NamedTask, OutreachHistoryDocument, OutreachRound } from '@hearth/views';
import { Modal, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { momentWords } from './moment';
import styles from './outreach.module.css';
import { useTaskWords } from './task-card';

interface PartProps {
  readonly history: OutreachHistoryDocument;
  readonly now: number;
}

const Round = ({ round, history, now }: PartProps & { readonly round: OutreachRound }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'history' });
  const format = useFormat();
  const at = (moment: number): string => momentWords(format, moment, now, history.timeZone);
  return (
    <li>
      <Text fw={650}>
        {t('session', { title: history.titles[round.sessionId] ?? '—', when: at(round.begunAt) })}
      </Text>
      <ul className={styles.lines}>
        {round.steps.map(({ step, at: moment }) => {
          const mail = round.messages.find((message) => message.step === step);
          return (
            <li key={step}>
              {t(`step.${step}`)}, {at(moment)}
              {mail !== undefined && <> ({t(`mail.${mail.outcome ?? 'null'}`)})</>}
            </li>
          );
        })}
        {round.end !== null && (
          <li>
            {t(`end.${round.end.why}`)}, {at(round.end.at)}
          </li>
        )}
      </ul>
    </li>
  );
};

const TaskLine = ({ task, history, now }: PartProps & { readonly task: NamedTask }) => {
  const { t } = useTranslation('outreach');
  const format = useFormat();
  const words = useTaskWords(history.timeZone);
  const at = (moment: number): string => momentWords(format, moment, now, history.timeZone);
  const name = (by: string): string => history.staff[by] ?? '—';
  const { end } = task;
  return (
    <li>
      <Text>{words(task, now)}</Text>
      <ul className={styles.lines}>
        {task.tries.map(({ outcome, by, at: moment, note }) => (
          <li key={moment}>
            {t('try', { outcome: t(`outcome.${outcome}`), name: name(by), when: at(moment) })}
            {note !== null && <> — {note}</>}
          </li>
        ))}
        {end === null && <li>{t('due.by', { when: at(task.dueAt) })}</li>}
        {end?.how === 'withdrawn' && (
          <li>
            {t(`history.withdrawn.${end.why}`)}, {at(end.at)}
          </li>
        )}
        {end?.how === 'closed' && (
          <li>
            {t('history.done', {
              outcome: t(`outcome.${end.outcome}`),
              name: name(end.by),
              when: at(end.at),
            })}
            {end.note !== null && <> — {end.note}</>}
          </li>
        )}
      </ul>
    </li>
  );
};

const Content = ({ history }: { readonly history: OutreachHistoryDocument }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'history' });
  const format = useFormat();
  const now = useServerNow(60_000);
  const { rounds, tasks, announced, missed, timeZone } = history;
  if (rounds.length + tasks.length + announced.length === 0) return <Text>{t('none')}</Text>;
  return (
    <Stack gap="md">
      {missed.length > 0 && <Text>{t('missed', { count: missed.length })}</Text>}
      {tasks.length > 0 && (
        <section>
          <Title order={3} size="md">
            {t('tasks')}
          </Title>
          <ul className={styles.lines}>
            {tasks.map((task) => (
              <TaskLine key={task.taskId} task={task} history={history} now={now} />
            ))}
          </ul>
        </section>
      )}
      {rounds.length > 0 && (
        <section>
          <Title order={3} size="md">
            {t('waits')}
          </Title>
          <ul className={styles.lines}>
            {rounds.toReversed().map((round) => (
              <Round key={`${round.sessionId} ${round.begunAt}`} round={round} history={history} now={now} />
            ))}
          </ul>
        </section>
      )}
      {announced.length > 0 && (
        <section>
          <Title order={3} size="md">
            {t('announced')}
          </Title>
          <ul className={styles.lines}>
            {announced.toReversed().map(({ sessionId, at, reason }) => (
              <li key={sessionId}>
                {history.titles[sessionId] ?? '—'}, {momentWords(format, at, now, timeZone)}:{' '}
                {reason ?? t('noReason')}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Stack>
  );
};

const Live = ({ enrollmentId }: { readonly enrollmentId: string }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'history' });
  const entry = useLiveView('outreach-history', enrollmentId);
  return (
    <WithLive view="outreach-history" viewKey={enrollmentId} entry={entry} absent={<Text>{t('none')}</Text>}>
      {(history) => <Content history={history} />}
    </WithLive>
  );
};

export interface HistoryOf {
  readonly enrollmentId: string;
  readonly displayName: string;
}

/** All that was done to reach somebody, and what came of it. */
export const History = ({ of, onClose }: { readonly of: HistoryOf | null; readonly onClose: () => void }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'history' });
  return (
    <Modal
      opened={of !== null}
      onClose={onClose}
      size="lg"
      title={of === null ? '' : t('title', { name: of.displayName })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {of !== null && <Live enrollmentId={of.enrollmentId} />}
    </Modal>
  );
};
