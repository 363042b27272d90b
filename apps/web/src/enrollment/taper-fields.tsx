import type { TaperStep } from '@hearth/domain';
import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
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

interface TaperFieldsProps {
  readonly steps: readonly WrittenStep[];
  /** The day that a new step is proposed for. */
  readonly from: string;
  readonly onChange: (steps: readonly WrittenStep[]) => void;
}

/** Steps down towards the end of an episode of care, soonest first. */
export const TaperFields = ({ steps, from: proposed, onChange }: TaperFieldsProps) => {
  const { t } = useTranslation('plan');
  const replace = (index: number, part: Partial<WrittenStep>): void =>
    onChange(steps.map((step, place) => (place === index ? { ...step, ...part } : step)));
  return (
    <NamedGroup label={t('course.taper')} name="taper">
      <Stack gap="xs">
        {steps.map((step, index) => (
          <Group key={index} gap="sm" align="flex-end">
            <TextField
              type="date"
              required
              label={t('course.stepFrom', { step: index + 1 })}
              value={step.from}
              onChange={(from) => replace(index, { from })}
            />
            <TextField
              type="number"
              required
              min={1}
              label={t('course.stepMinutes', { step: index + 1 })}
              value={step.weeklyMinutes}
              onChange={(weeklyMinutes) => replace(index, { weeklyMinutes })}
            />
            <Button
              variant="subtle"
              size="sm"
              onClick={() => onChange(steps.filter((_, place) => place !== index))}
            >
              {t('course.stepRemove', { step: index + 1 })}
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
