import { daysOfWeek, startOfDay, type SessionType } from '@hearth/domain';
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../api/client';
import { useFormat } from '../i18n/format';

export interface MakeUp {
  readonly id: string;
  readonly day: string;
  readonly startsAt: number;
  readonly minutes: number;
  readonly sessionType: SessionType;
}

interface MakeUpFormProps {
  readonly weekStart: string;
  readonly timeZone: string;
  readonly makeUps: readonly MakeUp[];
  readonly onChange: (makeUps: readonly MakeUp[]) => void;
}

const types = ['process-group', 'skills-group', 'psychoeducation', 'individual', 'family'] as const;

/** The moment of a time of day, `HH:MM`; clocks do not change in the hours of a programme. */
const momentOf = (day: string, time: string, timeZone: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const noon = startOfDay(day, timeZone) + 12 * 3_600_000;
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    noon,
  );
  const [hour = 0, minute = 0] = shown.split(':').map(Number);
  return noon + ((hours - hour) * 60 + minutes - minute) * 60_000;
};

/** Sessions that are put onto a week to see what they would repair. */
export const MakeUpForm = ({ weekStart, timeZone, makeUps, onChange }: MakeUpFormProps) => {
  const { t } = useTranslation('programme-week');
  const format = useFormat();
  const days = daysOfWeek(weekStart);
  const [day, setDay] = useState(days[4] ?? weekStart);
  const [time, setTime] = useState('17:30');
  const [minutes, setMinutes] = useState('60');
  const [sessionType, setSessionType] = useState<SessionType>('process-group');
  const add = (): void => {
    const startsAt = momentOf(day, time, timeZone);
    const length = Math.min(600, Math.max(5, Math.round(Number(minutes))));
    onChange([...makeUps, { id: newId(), day, startsAt, minutes: length, sessionType }]);
  };
  return (
    <Stack gap="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label={t('whatIf.day')}
            value={day}
            data={days.map((value) => ({ value, label: format.longDay(value) }))}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            required
            label={t('whatIf.time')}
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
          <TextInput
            type="number"
            required
            label={t('whatIf.minutes')}
            min={5}
            max={600}
            w="7rem"
            value={minutes}
            onChange={(event) => setMinutes(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('whatIf.type')}
            value={sessionType}
            data={types.map((value) => ({ value, label: t(`whatIf.types.${value}`) }))}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              setSessionType(types.find((type) => type === chosen) ?? 'process-group');
            }}
          />
          <Button type="submit" variant="default">
            {t('whatIf.add')}
          </Button>
        </Group>
      </form>
      {makeUps.map((makeUp) => (
        <Group key={makeUp.id} gap="sm">
          <span>
            {t('whatIf.makeUp', {
              type: t(`whatIf.types.${makeUp.sessionType}`),
              day: format.longDay(makeUp.day),
              time: format.time(makeUp.startsAt, timeZone),
              minutes: makeUp.minutes,
            })}
          </span>
          <Button
            variant="subtle"
            size="xs"
            onClick={() => onChange(makeUps.filter(({ id }) => id !== makeUp.id))}
          >
            {t('whatIf.remove')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
};
