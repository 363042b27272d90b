import { addDays, daysApart, daysOfWeek, localDate, weekStartOf } from '@hearth/domain';
import type { CalendarSession, DirectoryPatient, ProgrammeCalendarDocument } from '@hearth/views';
import { Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { Appointments, ToAppointments } from '../appointment/appointments';
import { FeedCard } from '../calendar/feed-card';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { WithLive } from '../live/with-live';
import { PersonName } from '../people/person-name';
import { ChoiceField } from '../programme/fields';
import { ProgrammeScreen, type Planning } from '../programme/programme-screen';
import styles from '../programme/programme.module.css';
import { EmptyState } from '../shell/empty-state';
import { StackingCell, StackingRow, StackingTable } from '../stacking-table/stacking-table';
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

const Person = ({
  displayName,
  simulated,
  enrollmentId,
}: Pick<DirectoryPatient, 'displayName' | 'simulated'> & { readonly enrollmentId: string | undefined }) => {
  const { t } = useTranslation('plan');
  return (
    <>
      <PersonName displayName={displayName} simulated={simulated} />
      {enrollmentId !== undefined && (
        <div>
          <Link
            to="/enrollments/$enrollmentId"
            params={{ enrollmentId }}
            className={styles.link}
            aria-label={t('caseload.openFor', { name: displayName })}
          >
            {t('caseload.open')}
          </Link>
        </div>
      )}
    </>
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
  const columns = [
    { key: 'patient', title: t('patient') },
    ...days.map((day) => ({
      key: day,
      title: day === today ? `${format.shortDay(day)} · ${t('today')}` : format.shortDay(day),
      spoken: format.longDay(day),
      marked: day === today,
    })),
  ];
  return (
    <StackingTable label={t('caseload.table')} columns={columns}>
      {patients.map(({ patientId, displayName, simulated, episode }) => (
        <StackingRow
          key={patientId}
          head={
            <Person displayName={displayName} simulated={simulated} enrollmentId={episode?.enrollmentId} />
          }
        >
          {days.map((day) => {
            const planned = of(patientId, day);
            return (
              <StackingCell key={day} of={day} isEmpty={planned.length === 0}>
                {planned.length === 0 ? (
                  <>
                    <span aria-hidden>–</span>
                    <VisuallyHidden>{t('caseload.nothing')}</VisuallyHidden>
                  </>
                ) : (
                  <ul className={styles.rows}>
                    {planned.map((session) => (
                      <Session key={session.sessionId} session={session} timeZone={timeZone} />
                    ))}
                  </ul>
                )}
              </StackingCell>
            );
          })}
        </StackingRow>
      ))}
    </StackingTable>
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
  const thisMonday = weekStartOf(today, 'monday');
  const from = addDays(thisMonday, weeks * 7);
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
          {(calendar) => (
            <Stack gap="md">
              <ToAppointments />
              <Caseload patients={patients} calendar={calendar} today={today} />
              <Appointments
                {...{ directory, patients, today }}
                sessions={calendar.sessions}
                onPlanned={(day) => setWeeks(daysApart(thisMonday, weekStartOf(day, 'monday')) / 7)}
              />
            </Stack>
          )}
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
