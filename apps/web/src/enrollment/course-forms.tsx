import { residenceTypes } from '@hearth/domain';
import type { DirectoryDocument, Episode } from '@hearth/views';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { orNull, useDraft } from '../programme/draft';
import { ChoiceField, StateField, TextField } from '../programme/fields';
import { PlaceFields, placeBody, type Place } from './place-forms';

const pauseReasons = ['medical', 'inpatient', 'travel', 'personal', 'administrative', 'other'] as const;
const transferReasons = ['clinical', 'waitlist', 'administrative'] as const;
const endReasons = ['needs-more-time', 'goals-met', 'payer', 'patient-request', 'other'] as const;
const dispositions = ['completed', 'transferred', 'left', 'discharged'] as const;

export interface CourseFormProps {
  readonly enrollmentId: string;
  readonly episode: Episode;
  readonly directory: DirectoryDocument;
  readonly today: string;
  /** The episode has changed and has to be read again. */
  readonly onDone: () => void;
}

/** The words for a list of codes, by the name of the list. */
export const useChoices = () => {
  const { t } = useTranslation('plan');
  return <Value extends string>(values: readonly Value[], group: string) =>
    values.map((value) => ({ value, label: t(`course.${group}.${value}`) }));
};

export const PauseForm = ({ enrollmentId, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const { values, field } = useDraft({
    from: today,
    reasonCode: 'medical',
    expectedBackOn: '',
  });
  return (
    <CommandForm
      label={t('course.pause')}
      submit={t('course.pauseSubmit')}
      onDone={onDone}
      onSubmit={() =>
        api.post(`/enrollments/${enrollmentId}/pauses`, {
          ...values,
          expectedBackOn: orNull(values.expectedBackOn),
        })
      }
    >
      <Text size="sm">{t('course.pauseWords')}</Text>
      <TextField type="date" required label={t('from')} {...field('from')} />
      <ChoiceField label={t('why')} options={choices(pauseReasons, 'pauseReason')} {...field('reasonCode')} />
      <TextField type="date" label={t('course.expectedBack')} {...field('expectedBackOn')} />
    </CommandForm>
  );
};

export const ReturnForm = ({ enrollmentId, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const { values, field } = useDraft({ on: today });
  return (
    <CommandForm
      label={t('course.return')}
      submit={t('course.returnSubmit')}
      onDone={onDone}
      onSubmit={() => api.post(`/enrollments/${enrollmentId}/returns`, values)}
    >
      <TextField type="date" required label={t('course.backOn')} {...field('on')} />
    </CommandForm>
  );
};

export const TransferForm = ({ enrollmentId, episode, directory, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const { values, field, change } = useDraft<Place & { why: (typeof transferReasons)[number] }>({
    from: today,
    trackId: episode.trackId ?? '',
    groupIds: episode.trackId === null ? episode.groupIds : [],
    why: 'clinical',
  });
  return (
    <CommandForm
      label={t('course.transfer')}
      submit={t('course.transferSubmit')}
      onDone={onDone}
      onSubmit={() =>
        api.post(`/enrollments/${enrollmentId}/transfers`, { ...placeBody(values), why: values.why })
      }
    >
      <PlaceFields place={values} directory={directory} onChange={change} />
      <ChoiceField label={t('why')} options={choices(transferReasons, 'transferReason')} {...field('why')} />
    </CommandForm>
  );
};

export const ResidenceForm = ({ enrollmentId, episode, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const { values, field } = useDraft({
    from: today,
    residenceState: episode.residenceState,
    residenceType: episode.residenceType,
  });
  return (
    <CommandForm
      label={t('course.residence')}
      submit={t('course.residenceSubmit')}
      onDone={onDone}
      onSubmit={() =>
        api.post(`/enrollments/${enrollmentId}/residence`, {
          ...values,
          residenceState: values.residenceState.trim().toUpperCase(),
        })
      }
    >
      <Text size="sm">{t('course.residenceWords')}</Text>
      <TextField type="date" required label={t('from')} {...field('from')} />
      <StateField
        required
        label={t('course.state')}
        description={t('course.stateWords')}
        {...field('residenceState')}
      />
      <ChoiceField
        label={t('course.residenceType')}
        options={choices(residenceTypes, 'residenceTypes')}
        {...field('residenceType')}
      />
    </CommandForm>
  );
};

export const PayerForm = ({ enrollmentId, episode, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const { values, field } = useDraft({ from: today, payer: episode.payer });
  return (
    <CommandForm
      label={t('course.payer')}
      submit={t('course.payerSubmit')}
      onDone={onDone}
      onSubmit={() =>
        api.post(`/enrollments/${enrollmentId}/payer`, { ...values, payer: values.payer.trim() })
      }
    >
      <Text size="sm">{t('course.payerWords')}</Text>
      <TextField type="date" required label={t('from')} {...field('from')} />
      <TextField required maxLength={80} label={t('course.payerName')} {...field('payer')} />
    </CommandForm>
  );
};

export const PlannedEndForm = ({ enrollmentId, episode, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const { values, field } = useDraft({
    plannedEndOn: episode.plannedEndOn,
    why: 'needs-more-time',
  });
  return (
    <CommandForm
      label={t('course.plannedEnd')}
      submit={t('course.plannedEndSubmit')}
      onDone={onDone}
      onSubmit={() => api.post(`/enrollments/${enrollmentId}/planned-end`, values)}
    >
      <TextField type="date" required label={t('course.plannedEndOn')} {...field('plannedEndOn')} />
      <ChoiceField label={t('why')} options={choices(endReasons, 'endReason')} {...field('why')} />
    </CommandForm>
  );
};

export const EndForm = ({ enrollmentId, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const { values, field } = useDraft({
    endedOn: today,
    disposition: 'completed',
  });
  return (
    <CommandForm
      label={t('course.end')}
      submit={t('course.endSubmit')}
      onDone={onDone}
      onSubmit={() => api.post(`/enrollments/${enrollmentId}/end`, values)}
    >
      <Text size="sm">{t('course.endWords')}</Text>
      <TextField type="date" required label={t('course.lastDay')} {...field('endedOn')} />
      <ChoiceField
        label={t('course.disposition')}
        options={choices(dispositions, 'dispositions')}
        {...field('disposition')}
      />
    </CommandForm>
  );
};
