import type { Me } from '@hearth/contracts';
import { addDays, daysOfWeek, localDate, weekStartOf } from '@hearth/domain';
import type { CalendarSession, ProgrammeCalendarDocument } from '@hearth/views';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAppointment } from '../appointment/written-appointment';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { ProgrammeChoice } from '../programme/programme-choice';
import { ProgrammeLinks } from '../programme/programme-links';
import { useChosenProgramme } from '../programme/use-chosen-programme';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import { StaleNotice } from '../staleness/stale-notice';
import { Tag } from '../tag/tag';
import { useConflictWords } from './conflict-words';
import styles from './calendar.module.css';

const SessionCard = ({
  session,
  timeZone,
}: {
  readonly session: CalendarSession;
  readonly timeZone: string;
}) => {
  const { t } = useTranslation('sessions', { keyPrefix: 'calendar' });
  const format = useFormat();
  const isOff = session.status === 'cancelled';
  return (
    <li className={styles.session} data-off={isOff}>
      <span className="tabular">
        {format.time(session.startsAt, timeZone)}–{format.time(session.endsAt, timeZone)}
      </span>
      <p className={styles.name}>
        <bdi>{session.title}</bdi>
      </p>
      <p className={styles.muted}>{session.facilitators.map(({ displayName }) => displayName).join(', ')}</p>
      {isOff ? (
        session.notHeld === true ? (
          <Tag tone="look">{t('not-held')}</Tag>
        ) : (
          <Tag>{t('called-off')}</Tag>
        )
      ) : (
        !isAppointment(session) && (
          <p className={styles.muted}>
            {t('people', { people: session.expected, places: session.capacity })}
          </p>
        )
      )}
    </li>
  );
};

const Conflicts = ({ calendar }: { readonly calendar: ProgrammeCalendarDocument }) => {
  const { t } = useTranslation('sessions', { keyPrefix: 'calendar' });
  const words = useConflictWords(calendar);
  const { conflicts } = calendar;
  if (conflicts.length === 0) return <Text role="status">{t('none')}</Text>;
  return (
    <details open={conflicts.length < 6}>
      <summary>{t('conflicts', { count: conflicts.length })}</summary>
      <ul className={styles.conflicts}>
        {conflicts.map((conflict) => (
          <li key={JSON.stringify(conflict)}>
            {words(conflict)}{' '}
            {conflict.kind === 'licence-missing' && (
              <Link to="/staff" hash={conflict.state}>
                {t('licences', { state: conflict.state })}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
};

const Days = ({
  calendar,
  today,
}: {
  readonly calendar: ProgrammeCalendarDocument;
  readonly today: string;
}) => {
  const { t } = useTranslation('sessions', { keyPrefix: 'calendar' });
  const format = useFormat();
  const { timeZone, sessions } = calendar;
  return (
    <ol className={styles.days}>
      {daysOfWeek(calendar.from).map((day) => {
        const planned = sessions.filter(({ startsAt }) => localDate(startsAt, timeZone) === day);
        return (
          <li key={day} className={styles.day} data-today={day === today}>
            <Title order={2} size="md" mb="xs">
              {format.longDay(day)}
              {day === today && ` · ${t('today')}`}
            </Title>
            {planned.length === 0 ? (
              <Text c="dimmed">{t('nothing')}</Text>
            ) : (
              <ul className={styles.sessions}>
                {planned.map((session) => (
                  <SessionCard key={session.sessionId} session={session} timeZone={timeZone} />
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ol>
  );
};

const Week = ({ programme }: { readonly programme: Me['programmes'][number] }) => {
  const { t } = useTranslation('sessions', { keyPrefix: 'calendar' });
  const format = useFormat();
  const { programmeId, timeZone } = programme;
  const today = localDate(useServerNow(60_000), timeZone);
  const [weeks, setWeeks] = useState(0);
  const from = addDays(weekStartOf(today, 'monday'), weeks * 7);
  const to = addDays(from, 6);
  const key = `${programmeId}/${from}`;
  const entry = useLiveView('calendar', key);
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Button variant="default" onClick={() => setWeeks(weeks - 1)}>
          {t('earlier')}
        </Button>
        <Button variant="default" onClick={() => setWeeks(0)} disabled={weeks === 0}>
          {t('thisWeek')}
        </Button>
        <Button variant="default" onClick={() => setWeeks(weeks + 1)}>
          {t('later')}
        </Button>
        <Text role="status">{t('week', { from: format.longDay(from), to: format.longDay(to) })}</Text>
      </Group>
      <StaleNotice timeZone={timeZone} />
      <WithLive
        view="calendar"
        viewKey={key}
        entry={entry}
        absent={<EmptyState title={t('empty')}>{t('emptyWords')}</EmptyState>}
      >
        {(calendar) => (
          <Stack gap="md">
            <Conflicts calendar={calendar} />
            <Days calendar={calendar} today={today} />
          </Stack>
        )}
      </WithLive>
    </Stack>
  );
};

/** A week of a programme: which rooms, led by whom, with how many people, and what is wrong about it. */
export const CalendarScreen = () => {
  const { t } = useTranslation('sessions', { keyPrefix: 'calendar' });
  const { programme, choice } = useChosenProgramme();
  return (
    <Screen
      title={t('title')}
      aside={
        <Group gap="sm">
          <ProgrammeChoice {...choice} />
          <Link to="/">{t('back')}</Link>
        </Group>
      }
    >
      <ProgrammeLinks />
      {programme !== undefined && <Week key={programme.programmeId} programme={programme} />}
    </Screen>
  );
};
