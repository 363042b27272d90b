import type { ScheduleDocument } from '@hearth/views';
import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { localDay, useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { RemindersCard } from '../outreach/reminders-card';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import { Tag } from '../tag/tag';
import { FeedCard } from './feed-card';
import styles from './calendar.module.css';

const Upcoming = ({ schedule }: { readonly schedule: ScheduleDocument }) => {
  const { t } = useTranslation('today', { keyPrefix: 'calendar' });
  const format = useFormat();
  const { timeZone } = schedule;
  const now = useServerNow(60_000);
  const coming = schedule.sessions.filter(({ endsAt }) => endsAt > now);
  const days = [...new Set(coming.map(({ startsAt }) => localDay(startsAt, timeZone)))];
  if (days.length === 0) return <EmptyState title={t('upcoming')}>{t('nothing')}</EmptyState>;
  return (
    <>
      <Text c="dimmed">{t('zone', { zone: format.zone(now, timeZone) })}</Text>
      <ol className={styles.days}>
        {days.map((day) => (
          <li key={day} className={styles.day}>
            <Title order={2} size="md" mb="xs">
              {format.longDay(day)}
            </Title>
            <ul className={styles.sessions}>
              {coming
                .filter(({ startsAt }) => localDay(startsAt, timeZone) === day)
                .map((session) => (
                  <li
                    key={session.sessionId}
                    className={styles.session}
                    data-off={session.status === 'cancelled'}
                  >
                    <span className="tabular">
                      {format.time(session.startsAt, timeZone)}–{format.time(session.endsAt, timeZone)}
                    </span>
                    <p className={styles.name}>{session.title}</p>
                    {session.status === 'cancelled' && <Tag>{t('called-off')}</Tag>}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
};

/** A patient's own sessions of the weeks to come, and how to have them in another calendar. */
export const MyCalendarScreen = () => {
  const { t } = useTranslation('today', { keyPrefix: 'calendar' });
  const entry = useLiveView('schedule', 'me');
  return (
    <Screen title={t('title')} aside={<Link to="/today">{t('back')}</Link>}>
      <Stack gap="lg">
        <WithLive
          view="schedule"
          viewKey="me"
          entry={entry}
          absent={<EmptyState title={t('upcoming')}>{t('nothing')}</EmptyState>}
        >
          {(schedule) => <Upcoming schedule={schedule} />}
        </WithLive>
        <FeedCard />
        <RemindersCard />
      </Stack>
    </Screen>
  );
};
