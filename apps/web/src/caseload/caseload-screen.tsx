import { addDays, daysOfWeek, localDate, weekStartOf } from '@hearth/domain';
import type { CalendarSession, DirectoryPatient, ProgrammeCalendarDocument } from '@hearth/views';
import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { FeedCard } from '../calendar/feed-card';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { WithLive } from '../live/with-live';
import { PersonName } from '../people/person-name';
import { ChoiceField } from '../programme/fields';
import { ProgrammeScreen, type Planning } from '../programme/programme-screen';
import styles from '../programme/programme.module.css';
import { EmptyState } from '../shell/empty-state';
import { Tag } from '../tag/tag';

const Session = ({ session, timeZone }: { readonly session: CalendarSession; readonly timeZone: string }) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  return (
    <li>
      <span className="tabular">{format.time(session.startsAt, timeZone)}</span> <bdi>{session.title}</bdi>{' '}
      {session.status === 'cancelled' && <Tag>{t('caseload.off')}</Tag>}
    </li>
  );
};

interface TableProps {
  readonly patients: readonly DirectoryPatient[];
  readonly calendar: ProgrammeCalendarDocument;
  readonly today: string;
}

const Caseload = ({ patients, calendar, today }: TableProps) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const { timeZone, sessions } = calendar;
  const days = daysOfWeek(calendar.from);
  const of = (patientId: string, day: string): readonly CalendarSession[] =>
    sessions.filter(
      ({ patientIds, startsAt }) => patientIds.includes(patientId) && localDate(startsAt, timeZone) === day,
    );
  return (
    <div className={styles.wide} role="region" aria-label={t('caseload.table')} tabIndex={0}>
      <table className={styles.grid} aria-label={t('caseload.table')}>
        <thead>
          <tr>
            <th scope="col">{t('patient')}</th>
            {days.map((day) => (
              <th key={day} scope="col" data-today={day === today}>
                {format.shortDay(day)}
                {day === today && ` · ${t('today')}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {patients.map(({ patientId, displayName, simulated, episode }) => (
            <tr key={patientId}>
              <th scope="row">
                <PersonName displayName={displayName} simulated={simulated} />
                {episode !== null && (
                  <div>
                    <Link
                      to="/enrollments/$enrollmentId"
                      params={{ enrollmentId: episode.enrollmentId }}
                      className={styles.link}
                      aria-label={t('caseload.openFor', { name: displayName })}
                    >
                      {t('caseload.open')}
                    </Link>
                  </div>
                )}
              </th>
              {days.map((day) => {
                const planned = of(patientId, day);
                return (
                  <td key={day} data-today={day === today}>
                    {planned.length === 0 ? (
                      <span aria-label={t('caseload.nothing')}>–</span>
                    ) : (
                      <ul className={styles.rows}>
                        {planned.map((session) => (
                          <Session key={session.sessionId} session={session} timeZone={timeZone} />
                        ))}
                      </ul>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Week = ({ directory, today }: Planning) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const me = useMe();
  const [weeks, setWeeks] = useState(0);
  const therapists = directory.staff.filter(({ staffId }) =>
    directory.patients.some(({ episode }) => episode?.primaryTherapistId === staffId),
  );
  const own = therapists.some(({ staffId }) => staffId === me.person.id);
  const [of, setOf] = useState(own ? me.person.id : '');
  const from = addDays(weekStartOf(today, 'monday'), weeks * 7);
  const key = `${directory.programmeId}/${from}`;
  const entry = useLiveView('calendar', key);
  const patients = directory.patients.filter(
    ({ episode }) =>
      episode !== null &&
      (of === '' || episode.primaryTherapistId === of) &&
      (episode.endedOn === null || episode.endedOn >= from),
  );
  const empty = <EmptyState title={t('caseload.none')}>{t('caseload.noneWords')}</EmptyState>;
  return (
    <Stack gap="md">
      <Group gap="sm" align="flex-end">
        <ChoiceField
          label={t('caseload.whose')}
          value={of}
          options={[
            { value: '', label: t('caseload.everybody') },
            ...therapists.map(({ staffId, displayName }) => ({ value: staffId, label: displayName })),
          ]}
          onChange={setOf}
        />
        <Button variant="default" onClick={() => setWeeks(weeks - 1)}>
          {t('caseload.earlier')}
        </Button>
        <Button variant="default" disabled={weeks === 0} onClick={() => setWeeks(0)}>
          {t('caseload.thisWeek')}
        </Button>
        <Button variant="default" onClick={() => setWeeks(weeks + 1)}>
          {t('caseload.later')}
        </Button>
        <Text role="status">
          {t('caseload.week', { from: format.longDay(from), to: format.longDay(addDays(from, 6)) })}
        </Text>
      </Group>
      {patients.length === 0 ? (
        empty
      ) : (
        <WithLive view="calendar" viewKey={key} entry={entry} absent={empty}>
          {(calendar) => <Caseload patients={patients} calendar={calendar} today={today} />}
        </WithLive>
      )}
      <FeedCard />
    </Stack>
  );
};

/** A therapist's own patients and when each is where; and one's own appointments for another calendar. */
export const CaseloadScreen = () => {
  const { t } = useTranslation('plan');
  return (
    <ProgrammeScreen title={t('caseload.title')}>{(planning) => <Week {...planning} />}</ProgrammeScreen>
  );
};
