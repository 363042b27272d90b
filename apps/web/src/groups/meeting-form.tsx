import { localDate, type Meeting } from '@hearth/domain';
import type { DirectoryDocument, GroupDocument } from '@hearth/views';
import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from '../programme/draft';
import { ChoiceField, TextField } from '../programme/fields';
import { staffOptions } from './staff-options';

const reasons = ['staff', 'holiday', 'technical', 'other'] as const;
type Reason = (typeof reasons)[number];
const changes = ['skip', 'move', 'substitute'] as const;
type Change = (typeof changes)[number];
interface MeetingDraft {
  readonly change: Change;
  readonly reasonCode: Reason;
  readonly day: string;
  readonly startsAt: string;
  readonly minutes: string;
  readonly absentId: string;
  readonly substituteId: string;
}

export interface MeetingProps {
  readonly group: GroupDocument;
  readonly directory: DirectoryDocument;
  readonly meeting: Meeting;
  readonly onDone: () => void;
}

const timeOf = (instant: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);

/** What becomes of one meeting: called off, moved, or led by somebody else. */
export const MeetingForm = ({ group, directory, meeting, onDone }: MeetingProps) => {
  const { t } = useTranslation('plan');
  const { timeZone } = directory;
  const { slotId, day, startsAt, endsAt, facilitators } = meeting;
  const lead = facilitators[0]?.staffId ?? '';
  const { values, field } = useDraft<MeetingDraft>({
    change: 'skip',
    reasonCode: 'staff',
    day: localDate(startsAt, timeZone),
    startsAt: timeOf(startsAt, timeZone),
    minutes: String(Math.round((endsAt - startsAt) / 60_000)),
    absentId: lead,
    substituteId: '',
  });
  const at = { slotId, day };
  const submit = (): Promise<unknown> => {
    const { change, reasonCode, absentId, substituteId } = values;
    const path = `/groups/${group.groupId}`;
    switch (change) {
      case 'skip':
        return api.post(`${path}/skips`, { ...at, reasonCode });
      case 'move': {
        const to = {
          day: values.day,
          startsAt: values.startsAt,
          minutes: Math.round(Number(values.minutes)),
        };
        return api.post(`${path}/moves`, { ...at, to, reasonCode });
      }
      case 'substitute':
        return api.post(`${path}/substitutions`, {
          ...at,
          absentId,
          substituteId: substituteId === '' ? null : substituteId,
        });
      default:
        return change satisfies never;
    }
  };
  const leading = facilitators.map(({ staffId }) => staffId);
  const everybody = staffOptions(directory);
  return (
    <CommandForm
      label={t('groups.meeting.label')}
      submit={t(`groups.meeting.submit.${values.change}`)}
      onSubmit={submit}
      onDone={onDone}
    >
      <ChoiceField
        label={t('groups.meeting.change')}
        options={changes.map((value) => ({ value, label: t(`groups.meeting.changes.${value}`) }))}
        {...field('change')}
      />
      {values.change === 'move' && (
        <Group gap="sm" align="flex-end">
          <TextField type="date" required label={t('day')} {...field('day')} />
          <TextField type="time" required label={t('groups.week.startsAt')} {...field('startsAt')} />
          <TextField
            type="number"
            required
            min={5}
            max={720}
            label={t('groups.week.minutes')}
            {...field('minutes')}
          />
        </Group>
      )}
      {values.change === 'substitute' ? (
        <Group gap="sm" align="flex-end">
          <ChoiceField
            label={t('groups.meeting.absent')}
            options={everybody.filter(({ value }) => leading.includes(value))}
            {...field('absentId')}
          />
          <ChoiceField
            label={t('groups.meeting.substitute')}
            options={[
              { value: '', label: t('groups.meeting.nobody') },
              ...everybody.filter(({ value }) => !leading.includes(value)),
            ]}
            {...field('substituteId')}
          />
        </Group>
      ) : (
        <ChoiceField
          label={t('why')}
          options={reasons.map((value) => ({ value, label: t(`groups.reason.${value}`) }))}
          {...field('reasonCode')}
        />
      )}
    </CommandForm>
  );
};
