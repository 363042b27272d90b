import type { TaperStep } from '@hearth/domain';
import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { rowsOf, type Field } from '../programme/draft';
import { NamedGroup, TextField } from '../programme/fields';

/** A step down as it is written. */
export interface WrittenStep {
  readonly from: string;
  readonly weeklyMinutes: string;
}

export const writtenSteps = (taper: readonly TaperStep[]): readonly WrittenStep[] =>
  taper.map(({ from, weeklyMinutes }) => ({ from, weeklyMinutes: String(weeklyMinutes) }));

/** Minutes a week as they are written; null when nothing is. */
export const minutesOf = (written: string): number | null =>
  written.trim() === '' ? null : Math.round(Number(written));

export const taperOf = (steps: readonly WrittenStep[]): readonly TaperStep[] =>
  steps.map(({ from, weeklyMinutes }) => ({ from, weeklyMinutes: Math.round(Number(weeklyMinutes)) }));

interface TaperFieldsProps extends Field<readonly WrittenStep[]> {
  /** The day that a new step is proposed for. */
  readonly proposed: string;
}

/** Steps down towards the end of an episode of care, soonest first. */
export const TaperFields = ({ name, value: steps, proposed, onChange }: TaperFieldsProps) => {
  const { t } = useTranslation('plan');
  return (
    <NamedGroup label={t('course.taper')} name={name}>
      <Stack gap="xs">
        {rowsOf({ value: steps, onChange }).map(({ place: step, part, remove }) => (
          <Group key={step} gap="sm" align="flex-end">
            <TextField type="date" required label={t('course.stepFrom', { step })} {...part('from')} />
            <TextField
              type="number"
              required
              min={1}
              label={t('course.stepMinutes', { step })}
              {...part('weeklyMinutes')}
            />
            <Button variant="subtle" size="sm" onClick={remove}>
              {t('course.stepRemove', { step })}
            </Button>
          </Group>
        ))}
        <Button
          variant="default"
          size="sm"
          w="fit-content"
          onClick={() => onChange([...steps, { from: proposed, weeklyMinutes: '360' }])}
        >
          {t('course.stepAdd')}
        </Button>
      </Stack>
    </NamedGroup>
  );
};
