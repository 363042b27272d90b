import type { ScheduleDocument } from '@hearth/views';
import { Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { StatusTag } from '../people/status-tag';
import { SafetyStrip } from '../safety/safety-strip';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import { StaleNotice } from '../staleness/stale-notice';
import { SessionItem } from './session-item';
import styles from './sessions.module.css';
import { sessionDays } from './today';

/** The schedule knows names only where somebody needs attention; a signal's patient is always among them. */
const namesOf = (schedule: ScheduleDocument): ReadonlyMap<string, string> =>
  new Map(
    schedule.sessions.flatMap((session) =>
      (session.roster?.attention ?? []).map((each) => [each.patientId, each.displayName] as const),
    ),
  );

const Sessions = ({ schedule }: { readonly schedule: ScheduleDocument }) => {
  const { t } = useTranslation('sessions');
  const format = useFormat();
  const now = useServerNow(60_000);
  const { today, tomorrow } = sessionDays(schedule, now);
  const names = useMemo(() => namesOf(schedule), [schedule]);
  return (
    <>
      <Text c="dimmed">
        {t('day', { day: format.day(now, schedule.timeZone), zone: format.zone(now, schedule.timeZone) })}
      </Text>
      <StaleNotice timeZone={schedule.timeZone} />
      <SafetyStrip signals={schedule.signals} names={names} timeZone={schedule.timeZone} />
      {today.length === 0 ? (
        <EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>
      ) : (
        <div className={styles.cards}>
          {today.map((session) => (
            <SessionItem key={session.sessionId} session={session} timeZone={schedule.timeZone} />
          ))}
        </div>
      )}
      <section className={styles.tomorrow} aria-labelledby="tomorrow">
        <Title order={2} size="lg" id="tomorrow">
          {t('tomorrow')}
        </Title>
        {tomorrow.length === 0 ? (
          <Text c="dimmed">{t('nothingTomorrow')}</Text>
        ) : (
          <ul>
            {tomorrow.map((session) => (
              <li key={session.sessionId}>
                <span className="tabular">
                  {t('when', {
                    from: format.time(session.startsAt, schedule.timeZone),
                    to: format.time(session.endsAt, schedule.timeZone),
                  })}
                </span>
                <bdi>{session.title}</bdi>
                {session.status === 'cancelled' ? (
                  <StatusTag status={session.status} />
                ) : (
                  <span className={styles.muted}>
                    {t('expected', { count: session.roster?.expected ?? 0 })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
};

/** The therapist's day: what is on, who has checked in, and what needs attention first. */
export const SessionsScreen = () => {
  const { t } = useTranslation('sessions');
  const entry = useLiveView('schedule', 'me');
  return (
    <Screen title={t('title')} aside={<Link to="/calendar">{t('calendar.open')}</Link>}>
      <WithLive
        view="schedule"
        viewKey="me"
        entry={entry}
        absent={<EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>}
      >
        {(schedule) => <Sessions schedule={schedule} />}
      </WithLive>
    </Screen>
  );
};
