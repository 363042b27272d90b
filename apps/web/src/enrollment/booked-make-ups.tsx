import type { Visit, VisitsAnswer } from '@hearth/contracts';
import { addDays, changeOf, meetingsOf, type Meeting } from '@hearth/domain';
import type { DirectoryDocument, GroupDocument } from '@hearth/views';
import { Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { asTrouble } from '../api/problem';
import { WithdrawGuest } from '../groups/withdraw-guest';
import { useFormat } from '../i18n/format';
import type { Planning } from '../programme/programme-screen';
import styles from '../programme/programme.module.css';
import { RefusalNotice } from '../refusal/refusal-notice';

const AHEAD_DAYS = 28;

export interface Booked {
  readonly group: GroupDocument;
  readonly meeting: Meeting;
}

/** Meetings of the next weeks that somebody comes to as a guest, soonest first. */
export const bookedFor = (
  patientId: string,
  { groups, timeZone, holidays }: DirectoryDocument,
  today: string,
): readonly Booked[] => {
  const calendar = { timeZone, holidays: holidays.map(({ day }) => day) };
  const window = { from: today, to: addDays(today, AHEAD_DAYS) };
  return groups
    .flatMap((group): readonly Booked[] => {
      const { plan } = group;
      // Unfolding a group's rule is work: only where somebody is a guest at all.
      const isGuest = plan?.changes.some(({ guests }) => guests.some((one) => one.patientId === patientId));
      if (plan === null || isGuest !== true) return [];
      return meetingsOf(plan, calendar, window)
        .filter((meeting) => meeting.calledOff === null)
        .filter((meeting) => changeOf(plan, meeting).guests.some((one) => one.patientId === patientId))
        .map((meeting) => ({ group, meeting }));
    })
    .sort((a, b) => a.meeting.startsAt - b.meeting.startsAt);
};

/** Something that was booked, wherever it is withdrawn. */
interface MakeUp {
  readonly key: string;
  readonly startsAt: number;
  readonly title: ReactNode;
  readonly path: string;
  readonly meeting?: { readonly slotId: string; readonly day: string };
}

const ofGroup = ({ group: { groupId }, meeting }: Booked): MakeUp => ({
  key: `${groupId} ${meeting.slotId} ${meeting.day}`,
  startsAt: meeting.startsAt,
  title: (
    <Link to="/groups/$groupId" params={{ groupId }} className={styles.link}>
      <bdi>{meeting.title}</bdi>
    </Link>
  ),
  path: `/groups/${groupId}/guest-withdrawals`,
  meeting: { slotId: meeting.slotId, day: meeting.day },
});

const ofSession = ({ sessionId, startsAt, title }: Visit): MakeUp => ({
  key: sessionId,
  startsAt,
  title: <bdi>{title}</bdi>,
  path: `/sessions/${sessionId}/guest-withdrawals`,
});

interface BookedMakeUpsProps extends Pick<Planning, 'directory' | 'today' | 'role'> {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly name: string;
}

/** What was booked to make up for other sessions, and how it is cancelled. */
export const BookedMakeUps = ({
  enrollmentId,
  patientId,
  name,
  directory,
  today,
  role,
}: BookedMakeUpsProps) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const queries = useQueryClient();
  const queryKey = ['visits', enrollmentId];
  // Groups say by themselves who visits them; of other sessions it has to be asked.
  const found = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<VisitsAnswer>(`/enrollments/${enrollmentId}/visits`, signal),
  });
  const again = (): void => void queries.invalidateQueries({ queryKey });
  const booked = [
    ...bookedFor(patientId, directory, today).map(ofGroup),
    ...(found.data?.visits ?? []).map(ofSession),
  ].sort((a, b) => a.startsAt - b.startsAt);
  if (booked.length === 0 && found.error === null) return null;
  const { timeZone } = directory;
  return (
    <section className={styles.card} aria-labelledby="booked-make-ups">
      <Title order={2} size="md" id="booked-make-ups">
        {t('guest.booked')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('guest.bookedWords')}
      </Text>
      <RefusalNotice trouble={found.error === null ? null : asTrouble(found.error)} onRetry={again} />
      <ul className={styles.rows}>
        {booked.map(({ key, startsAt, title, path, meeting }) => {
          const when = `${format.day(startsAt, timeZone)}, ${format.time(startsAt, timeZone)}`;
          return (
            <li key={key} className={styles.row}>
              <div className={styles.guest}>
                <Text fw={650} className="tabular">
                  {when}
                </Text>
                {title}
                {role !== 'prescriber' && (
                  <WithdrawGuest
                    {...{ path, name, when }}
                    guest={{ ...meeting, patientId }}
                    words={t('guest.cancel')}
                    label={t('guest.cancelFor', { when })}
                    onDone={again}
                  />
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
