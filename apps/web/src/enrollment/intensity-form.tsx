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
  const { values, set } = useDraft({
    from: today,
    levelOfCare: episode.levelOfCare,
    minutes: String(episode.plannedWeeklyMinutes ?? ''),
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
          from: values.from,
          levelOfCare: values.levelOfCare,
          plannedWeeklyMinutes: minutesOf(values.minutes),
          taper: taperOf(values.taper),
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
      <TaperFields steps={values.taper} from={today} onChange={set('taper')} />
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
