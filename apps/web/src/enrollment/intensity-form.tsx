import { levelsOfCare } from '@hearth/domain';
import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from '../programme/draft';
import { ChoiceField, TextField } from '../programme/fields';
import { useChoices, type CourseFormProps } from './course-forms';

const intensityReasons = ['progress', 'setback', 'payer', 'patient-request', 'other'] as const;

interface Step {
  readonly from: string;
  readonly weeklyMinutes: string;
}

const TaperFields = ({
  steps,
  today,
  onChange,
}: {
  readonly steps: readonly Step[];
  readonly today: string;
  readonly onChange: (steps: readonly Step[]) => void;
}) => {
  const { t } = useTranslation('plan');
  const replace = (index: number, part: Partial<Step>): void =>
    onChange(steps.map((step, place) => (place === index ? { ...step, ...part } : step)));
  return (
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
        onClick={() => onChange([...steps, { from: today, weeklyMinutes: '360' }])}
      >
        {t('course.stepAdd')}
      </Button>
    </Stack>
  );
};

export const IntensityForm = ({ enrollmentId, episode, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const taper = episode.intensities.at(-1)?.taper ?? [];
  const { values, set } = useDraft({
    from: today,
    levelOfCare: episode.levelOfCare,
    minutes: String(episode.plannedWeeklyMinutes ?? ''),
    why: 'progress',
    taper: taper.map(({ from, weeklyMinutes }): Step => ({ from, weeklyMinutes: String(weeklyMinutes) })),
  });
  return (
    <CommandForm
      label={t('course.intensity')}
      submit={t('course.intensitySubmit')}
      onDone={onDone}
      onSubmit={() =>
        api.post(`/enrollments/${enrollmentId}/intensity`, {
          from: values.from,
          levelOfCare: values.levelOfCare,
          plannedWeeklyMinutes: values.minutes === '' ? null : Math.round(Number(values.minutes)),
          taper: values.taper.map(({ from, weeklyMinutes }) => ({
            from,
            weeklyMinutes: Math.round(Number(weeklyMinutes)),
          })),
          why: values.why,
        })
      }
    >
      <TextField
        type="date"
        required
        label={t('from')}
        value={values.from}
        name="from"
        onChange={set('from')}
      />
      <ChoiceField
        label={t('course.level')}
        value={values.levelOfCare}
        options={choices(levelsOfCare, 'levels')}
        name="levelOfCare"
        onChange={set('levelOfCare')}
      />
      <TextField
        type="number"
        min={1}
        label={t('course.weeklyMinutes')}
        value={values.minutes}
        name="plannedWeeklyMinutes"
        onChange={set('minutes')}
      />
      <TaperFields steps={values.taper} today={today} onChange={(steps) => set('taper')([...steps])} />
      <ChoiceField
        label={t('why')}
        value={values.why}
        options={choices(intensityReasons, 'intensityReason')}
        name="why"
        onChange={set('why')}
      />
    </CommandForm>
  );
};
