import { addDays, changeOf, meetingsOf } from '@hearth/domain';
import type { DirectoryDocument, GroupDocument } from '@hearth/views';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useFormat } from '../i18n/format';
import { CommandForm } from '../command-form/command-form';
import styles from '../programme/programme.module.css';
import { Tag } from '../tag/tag';
import { MeetingForm, type MeetingProps } from './meeting-form';
import { WithdrawGuest } from './withdraw-guest';

const AHEAD_DAYS = 28;
const MOST = 12;

const Guest = ({
  patientId,
  mayInvite,
  directory,
  ...of
}: Omit<MeetingProps, 'onDone'> & {
  readonly patientId: string;
  readonly when: string;
  readonly mayInvite: boolean;
}) => {
  const { t } = useTranslation('plan');
  const name = directory.patients.find((one) => one.patientId === patientId)?.displayName ?? '—';
  return (
    <div className={styles.guest}>
      <Text size="sm">{t('guest.guest', { name })}</Text>
      {mayInvite && (
        <WithdrawGuest
          path={`/groups/${of.group.groupId}/guest-withdrawals`}
          guest={{ slotId: of.meeting.slotId, day: of.meeting.day, patientId }}
          name={name}
          when={of.when}
          words={t('guest.withdraw')}
          label={t('guest.withdrawFor', { name, when: of.when })}
        />
      )}
    </div>
  );
};

const MeetingRow = ({
  runs,
  mayInvite,
  ...of
}: Omit<MeetingProps, 'onDone'> & Pick<MeetingsProps, 'runs' | 'mayInvite'>) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const { group, directory, meeting } = of;
  const { timeZone } = directory;
  const names = meeting.facilitators.map(
    ({ staffId }) => directory.staff.find((one) => one.staffId === staffId)?.displayName ?? '—',
  );
  const when = `${format.day(meeting.startsAt, timeZone)}, ${format.time(meeting.startsAt, timeZone)}`;
  const isOff = meeting.calledOff !== null;
  const guests = group.plan === null ? [] : changeOf(group.plan, meeting).guests;
  const isMoved = group.plan !== null && changeOf(group.plan, meeting).change.kind === 'moved';
  return (
    <li className={styles.row}>
      <Group gap="sm">
        <Text fw={650} className="tabular">
          {when}
        </Text>
        <Text>{meeting.title}</Text>
        <Text size="sm" c="dimmed">
          {names.join(', ')} · {t('groups.people', { count: meeting.roster.length })}
        </Text>
        {isOff && (
          <Tag>{t('groups.meeting.off', { why: t(`groups.reason.${meeting.calledOff ?? 'other'}`) })}</Tag>
        )}
        {isMoved && <Tag>{t('groups.meeting.moved')}</Tag>}
        {runs && !isOff && (
          <Button
            variant="subtle"
            size="sm"
            aria-expanded={opened}
            aria-label={t('groups.meeting.openFor', { when })}
            onClick={() => setOpened(!opened)}
          >
            {t('groups.meeting.open')}
          </Button>
        )}
      </Group>
      {runs && (isOff || isMoved) && (
        <CommandForm
          label={t('groups.meeting.restoreFor', { when })}
          submit={t('groups.meeting.restore')}
          onSubmit={() =>
            api.post(`/groups/${group.groupId}/restorations`, { slotId: meeting.slotId, day: meeting.day })
          }
        >
          {null}
        </CommandForm>
      )}
      {!isOff &&
        guests.map(({ patientId }) => <Guest key={patientId} {...{ patientId, when, mayInvite }} {...of} />)}
      {opened && !isOff && <MeetingForm {...of} onDone={() => setOpened(false)} />}
    </li>
  );
};

interface MeetingsProps {
  readonly group: GroupDocument;
  readonly directory: DirectoryDocument;
  readonly today: string;
  readonly runs: boolean;
  /** Whether guests may be invited and withdrawn. */
  readonly mayInvite: boolean;
}

/** The meetings of the next weeks, and what can become of each. */
export const Meetings = ({ group, directory, today, ...may }: MeetingsProps) => {
  const { t } = useTranslation('plan');
  const { timeZone, holidays } = directory;
  if (group.plan === null) return null;
  const calendar = { timeZone, holidays: holidays.map(({ day }) => day) };
  const meetings = meetingsOf(group.plan, calendar, { from: today, to: addDays(today, AHEAD_DAYS) });
  const shown = meetings.slice(0, MOST);
  return (
    <Stack gap="sm">
      {shown.length === 0 ? (
        <Text c="dimmed">{t('groups.noMeetings')}</Text>
      ) : (
        <ul className={styles.rows}>
          {shown.map((meeting) => (
            <MeetingRow
              key={`${meeting.slotId} ${meeting.day}`}
              group={group}
              directory={directory}
              meeting={meeting}
              {...may}
            />
          ))}
        </ul>
      )}
    </Stack>
  );
};
