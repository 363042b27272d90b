import { levelsOfCare } from '@hearth/domain';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from '../programme/draft';
import { ChoiceField, TextField } from '../programme/fields';
import { useChoices, type CourseFormProps } from './course-forms';
import { minutesOf, TaperFields, taperOf, writtenSteps } from './taper-fields';

const intensityReasons = ['progress', 'setback', 'payer', 'patient-request', 'other'] as const;

export const IntensityForm = ({ enrollmentId, episode, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const taper = episode.intensities.at(-1)?.taper ?? [];
  const { values, field } = useDraft({
    from: today,
    levelOfCare: episode.levelOfCare,
    plannedWeeklyMinutes: String(episode.plannedWeeklyMinutes ?? ''),
    why: 'progress',
    taper: writtenSteps(taper),
  });
  return (
    <CommandForm
      label={t('course.intensity')}
      submit={t('course.intensitySubmit')}
      onDone={onDone}
      onSubmit={() =>
        api.post(`/enrollments/${enrollmentId}/intensity`, {
          ...values,
          plannedWeeklyMinutes: minutesOf(values.plannedWeeklyMinutes),
          taper: taperOf(values.taper),
        })
      }
    >
      <TextField type="date" required label={t('from')} {...field('from')} />
      <ChoiceField
        label={t('course.level')}
        options={choices(levelsOfCare, 'levels')}
        {...field('levelOfCare')}
      />
      <TextField type="number" min={1} label={t('course.weeklyMinutes')} {...field('plannedWeeklyMinutes')} />
      <TaperFields proposed={today} {...field('taper')} />
      <ChoiceField
        label={t('why')}
        options={choices(intensityReasons, 'intensityReason')}
        {...field('why')}
      />
    </CommandForm>
  );
};
