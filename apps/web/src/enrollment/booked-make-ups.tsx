import { addDays, changeOf, meetingsOf, type Meeting } from '@hearth/domain';
import type { DirectoryDocument, GroupDocument } from '@hearth/views';
import { Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { WithdrawGuest } from '../groups/withdraw-guest';
import { useFormat } from '../i18n/format';
import type { Planning } from '../programme/programme-screen';
import styles from '../programme/programme.module.css';

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

interface BookedMakeUpsProps extends Pick<Planning, 'directory' | 'today' | 'role'> {
  readonly patientId: string;
  readonly name: string;
}

/** What was booked to make up for other sessions, and how it is cancelled. */
export const BookedMakeUps = ({ patientId, name, directory, today, role }: BookedMakeUpsProps) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const booked = bookedFor(patientId, directory, today);
  if (booked.length === 0) return null;
  const { timeZone } = directory;
  return (
    <section className={styles.card} aria-labelledby="booked-make-ups">
      <Title order={2} size="md" id="booked-make-ups">
        {t('guest.booked')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('guest.bookedWords')}
      </Text>
      <ul className={styles.rows}>
        {booked.map(({ group: { groupId }, meeting }) => {
          const when = `${format.day(meeting.startsAt, timeZone)}, ${format.time(meeting.startsAt, timeZone)}`;
          return (
            <li key={`${groupId} ${meeting.slotId} ${meeting.day}`} className={styles.row}>
              <div className={styles.guest}>
                <Text fw={650} className="tabular">
                  {when}
                </Text>
                <Link to="/groups/$groupId" params={{ groupId }} className={styles.link}>
                  <bdi>{meeting.title}</bdi>
                </Link>
                {role !== 'prescriber' && (
                  <WithdrawGuest
                    {...{ groupId, meeting, patientId, name, when }}
                    words={t('guest.cancel')}
                    label={t('guest.cancelFor', { when })}
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
