import { residenceTypes } from '@hearth/domain';
import type { DirectoryDocument, Episode } from '@hearth/views';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { orNull, useDraft } from '../programme/draft';
import { ChoiceField, TextField } from '../programme/fields';
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
  const { values, set } = useDraft({
    from: today,
    reasonCode: 'medical',
    back: '',
  });
  return (
    <CommandForm
      label={t('course.pause')}
      submit={t('course.pauseSubmit')}
      onDone={onDone}
      onSubmit={() =>
        api.post(`/enrollments/${enrollmentId}/pauses`, {
          from: values.from,
          reasonCode: values.reasonCode,
          expectedBackOn: orNull(values.back),
        })
      }
    >
      <Text size="sm">{t('course.pauseWords')}</Text>
      <TextField
        type="date"
        required
        label={t('from')}
        value={values.from}
        name="from"
        onChange={set('from')}
      />
      <ChoiceField
        label={t('why')}
        value={values.reasonCode}
        options={choices(pauseReasons, 'pauseReason')}
        name="reasonCode"
        onChange={set('reasonCode')}
      />
      <TextField
        type="date"
        label={t('course.expectedBack')}
        value={values.back}
        name="expectedBackOn"
        onChange={set('back')}
      />
    </CommandForm>
  );
};

export const ReturnForm = ({ enrollmentId, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const { values, set } = useDraft({ on: today });
  return (
    <CommandForm
      label={t('course.return')}
      submit={t('course.returnSubmit')}
      onDone={onDone}
      onSubmit={() => api.post(`/enrollments/${enrollmentId}/returns`, values)}
    >
      <TextField
        type="date"
        required
        label={t('course.backOn')}
        value={values.on}
        name="on"
        onChange={set('on')}
      />
    </CommandForm>
  );
};

export const TransferForm = ({ enrollmentId, episode, directory, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const { values, set, start } = useDraft<Place & { why: (typeof transferReasons)[number] }>({
    from: today,
    trackId: episode.trackId ?? '',
    groupIds: episode.trackId === null ? episode.groupIds : [],
    why: 'clinical',
  });
  const { why, ...place } = values;
  return (
    <CommandForm
      label={t('course.transfer')}
      submit={t('course.transferSubmit')}
      onDone={onDone}
      onSubmit={() => api.post(`/enrollments/${enrollmentId}/transfers`, { ...placeBody(place), why })}
    >
      <PlaceFields place={place} directory={directory} onChange={(next) => start({ ...next, why })} />
      <ChoiceField
        label={t('why')}
        value={why}
        options={choices(transferReasons, 'transferReason')}
        name="why"
        onChange={set('why')}
      />
    </CommandForm>
  );
};

export const ResidenceForm = ({ enrollmentId, episode, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const { values, set } = useDraft({
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
      <TextField
        type="date"
        required
        label={t('from')}
        value={values.from}
        name="from"
        onChange={set('from')}
      />
      <TextField
        required
        maxLength={2}
        pattern="[A-Za-z]{2}"
        label={t('course.state')}
        description={t('course.stateWords')}
        value={values.residenceState}
        name="residenceState"
        onChange={set('residenceState')}
      />
      <ChoiceField
        label={t('course.residenceType')}
        value={values.residenceType}
        options={choices(residenceTypes, 'residenceTypes')}
        name="residenceType"
        onChange={set('residenceType')}
      />
    </CommandForm>
  );
};

export const PayerForm = ({ enrollmentId, episode, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const { values, set } = useDraft({ from: today, payer: episode.payer });
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
      <TextField
        type="date"
        required
        label={t('from')}
        value={values.from}
        name="from"
        onChange={set('from')}
      />
      <TextField
        required
        maxLength={80}
        label={t('course.payerName')}
        value={values.payer}
        name="payer"
        onChange={set('payer')}
      />
    </CommandForm>
  );
};

export const PlannedEndForm = ({ enrollmentId, episode, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const { values, set } = useDraft({
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
      <TextField
        type="date"
        required
        label={t('course.plannedEndOn')}
        value={values.plannedEndOn}
        name="plannedEndOn"
        onChange={set('plannedEndOn')}
      />
      <ChoiceField
        label={t('why')}
        value={values.why}
        options={choices(endReasons, 'endReason')}
        name="why"
        onChange={set('why')}
      />
    </CommandForm>
  );
};

export const EndForm = ({ enrollmentId, today, onDone }: CourseFormProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const { values, set } = useDraft({
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
      <TextField
        type="date"
        required
        label={t('course.lastDay')}
        value={values.endedOn}
        name="endedOn"
        onChange={set('endedOn')}
      />
      <ChoiceField
        label={t('course.disposition')}
        value={values.disposition}
        options={choices(dispositions, 'dispositions')}
        name="disposition"
        onChange={set('disposition')}
      />
    </CommandForm>
  );
};
