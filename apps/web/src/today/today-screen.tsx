import type { ScheduleDocument, ScheduledSession } from '@hearth/views';
import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { useHelpReaches } from '../help/help-context';
import { localDay, useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { OwnOutreach } from '../outreach/own-outreach';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import { MinutesCard } from './minutes-card';
import { doneToday, laterSessions, nextSession, offToday } from './next-session';
import { NextSessionCard, SessionTime } from './next-session-card';
import styles from './today.module.css';

interface SessionListProps {
  readonly title: string;
  readonly sessions: readonly ScheduledSession[];
  readonly schedule: ScheduleDocument;
  readonly now: number;
  /** Leads to what a session came to. */
  readonly linked?: boolean;
  /** What there is to know about each. */
  readonly words?: (session: ScheduledSession) => string;
}

const SessionList = ({ title, sessions, schedule, now, linked = false, words }: SessionListProps) => {
  const { t } = useTranslation('today');
  const format = useFormat();
  if (sessions.length === 0) return null;
  const today = localDay(now, schedule.timeZone);
  return (
    <section>
      <Title order={2} size="lg" mb="sm">
        {title}
      </Title>
      <ul className={styles.sessions}>
        {sessions.map((session) => (
          <li key={session.sessionId} className={styles.session}>
            <Text fw={650}>{session.title}</Text>
            <Text size="sm" c="dimmed">
              {localDay(session.startsAt, schedule.timeZone) === today
                ? ''
                : `${format.day(session.startsAt, schedule.timeZone)}, `}
              <SessionTime session={session} timeZone={schedule.timeZone} />
            </Text>
            {words !== undefined && <Text size="sm">{words(session)}</Text>}
            {linked && (
              <Link
                to="/session/$sessionId/after"
                params={{ sessionId: session.sessionId }}
                className={styles.more}
              >
                {t('seeMinutes', { title: session.title })}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Sessions = ({ schedule }: { readonly schedule: ScheduleDocument }) => {
  const { t } = useTranslation('today');
  const now = useServerNow(10_000);
  const next = nextSession(schedule, now);
  useHelpReaches(next !== null && next.status !== 'scheduled' ? next.sessionId : null);
  return (
    <>
      {next === null ? (
        <EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>
      ) : (
        <NextSessionCard session={next} timeZone={schedule.timeZone} />
      )}
      <SessionList
        title={t('off.title')}
        sessions={offToday(schedule, now)}
        schedule={schedule}
        now={now}
        words={({ notHeld }) => t(notHeld === true ? 'off.notHeld' : 'off.calledOff')}
      />
      <SessionList
        title={t('done')}
        sessions={doneToday(schedule, now)}
        schedule={schedule}
        now={now}
        linked
      />
      <SessionList
        title={t('later')}
        sessions={laterSessions(schedule, next, now).slice(0, 5)}
        schedule={schedule}
        now={now}
      />
    </>
  );
};

/** Where a patient begins: what is next, what to do for it, and the minutes so far. */
export const TodayScreen = () => {
  const { t } = useTranslation('today');
  const me = useMe();
  const entry = useLiveView('schedule', 'me');
  return (
    <Screen
      title={t('title', { name: me.displayName })}
      aside={<Link to="/my-calendar">{t('calendar.open')}</Link>}
    >
      <Stack gap="lg">
        <WithLive view="schedule" viewKey="me" entry={entry}>
          {(schedule) => (
            <>
              {me.enrollmentId !== null && <OwnOutreach enrollmentId={me.enrollmentId} schedule={schedule} />}
              <Sessions schedule={schedule} />
            </>
          )}
        </WithLive>
        {me.missing?.includes('enrollment') === true && <Text role="status">{t('minutesMissing')}</Text>}
        {me.enrollmentId !== null && <MinutesCard enrollmentId={me.enrollmentId} />}
      </Stack>
    </Screen>
  );
};
