import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../programme/draft';
import { TextField } from '../programme/fields';
import type { WrittenTime } from './written-appointment';

interface TimeFieldsProps {
  readonly values: WrittenTime;
  readonly set: Draft<WrittenTime>['set'];
  /** The first day that can be chosen. */
  readonly from: string;
}

/** Day, time of day by the programme's clock, and length. */
export const TimeFields = ({ values, set, from }: TimeFieldsProps) => {
  const { t } = useTranslation('appointment');
  return (
    <Group gap="sm" align="flex-start">
      <TextField
        type="date"
        required
        min={from}
        label={t('day')}
        value={values.day}
        name="day"
        onChange={set('day')}
      />
      <TextField
        type="time"
        required
        label={t('time')}
        value={values.time}
        name="startsAt"
        onChange={set('time')}
      />
      <TextField
        type="number"
        required
        min={5}
        max={240}
        label={t('minutes')}
        value={values.minutes}
        name="minutes"
        onChange={set('minutes')}
      />
    </Group>
  );
};
