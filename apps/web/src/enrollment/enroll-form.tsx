import { ageBands, isLicensedIn, levelsOfCare, priorLevelsOfCare, residenceTypes } from '@hearth/domain';
import type { DirectoryDocument } from '@hearth/views';
import { Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newId } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { staffOptions } from '../groups/staff-options';
import { useDraft, type Draft } from '../programme/draft';
import { ChoiceField, StateField, TextField, TickField } from '../programme/fields';
import styles from '../programme/programme.module.css';
import { useChoices } from './course-forms';
import { PersonFields } from './person-fields';
import { TrackFields } from './place-forms';
import { TaperFields } from './taper-fields';
import {
  ageOf,
  nothingWritten,
  payersIn,
  SOMEBODY_NEW,
  stateOf,
  termsOf,
  withoutEpisode,
  type WrittenEnrollment,
} from './written-enrollment';

interface PartProps {
  readonly draft: Draft<WrittenEnrollment>;
  readonly directory: DirectoryDocument;
}

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className={styles.section}>
    <legend>{title}</legend>
    <Stack gap="sm" align="flex-start">
      {children}
    </Stack>
  </fieldset>
);

const Age = ({ draft: { values, field } }: Pick<PartProps, 'draft'>) => {
  const { t } = useTranslation('plan');
  return (
    <>
      <TextField
        type="date"
        label={t('enroll.birthDate')}
        description={t('enroll.birthDateWords')}
        max={values.startsOn}
        {...field('birthDate')}
      />
      {values.birthDate === '' ? (
        <ChoiceField
          label={t('enroll.ageBand')}
          options={ageBands.map((value) => ({ value, label: t(`enroll.ageBands.${value}`) }))}
          {...field('ageBand')}
        />
      ) : (
        <Text size="sm">{t('enroll.isAge', { band: t(`enroll.ageBands.${ageOf(values)}`) })}</Text>
      )}
    </>
  );
};

/** When, where and with whom. */
const PlaceSection = ({ draft, directory }: PartProps) => {
  const { t } = useTranslation('plan');
  const { values, field, change } = draft;
  const track = directory.tracks.find(({ trackId }) => trackId === values.trackId);
  const isForOthers = track !== undefined && track.population !== 'any' && track.population !== ageOf(values);
  return (
    <Section title={t('enroll.place')}>
      <TextField type="date" required label={t('enroll.startsOn')} {...field('startsOn')} />
      <TextField
        type="date"
        required
        label={t('course.plannedEndOn')}
        min={values.startsOn}
        {...field('plannedEndOn')}
      />
      <TrackFields
        place={values}
        directory={directory}
        onChange={(next) => {
          const chosen = directory.tracks.find(({ trackId }) => trackId === next.trackId);
          const isOther = next.trackId !== values.trackId && chosen !== undefined;
          change(isOther ? { ...next, asksSubstanceUse: chosen.part2 } : next);
        }}
      />
      {isForOthers && (
        <Text size="sm" role="status">
          {t('enroll.forOthers', { population: t(`population.${track.population}`) })}
        </Text>
      )}
      <ChoiceField
        required
        label={t('course.fact.therapist')}
        options={[{ value: '', label: t('choose') }, ...staffOptions(directory)]}
        {...field('primaryTherapistId')}
      />
    </Section>
  );
};

/** Where the patient lives, and who pays. */
const CoverSection = ({ draft: { values, field }, directory }: PartProps) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  const state = stateOf(values);
  const isState = /^[A-Z]{2}$/.test(state);
  const isUncovered =
    isState && !directory.staff.some(({ licences }) => isLicensedIn(licences, state, values.startsOn));
  return (
    <Section title={t('enroll.cover')}>
      <StateField
        required
        label={t('course.state')}
        description={t('course.stateWords')}
        {...field('residenceState')}
      />
      {isUncovered && (
        <Text size="sm" role="status">
          {t('enroll.noLicence', { state })}{' '}
          <Link to="/staff" hash={state}>
            {t('links.staff')}
          </Link>
        </Text>
      )}
      <ChoiceField
        label={t('course.residenceType')}
        options={choices(residenceTypes, 'residenceTypes')}
        {...field('residenceType')}
      />
      <TextField
        required
        maxLength={80}
        label={t('course.payerName')}
        description={t('enroll.payerWords')}
        suggestions={payersIn(directory)}
        {...field('payer')}
      />
    </Section>
  );
};

/** How much care, and how it is to become less. */
const PlanSection = ({ draft: { values, field } }: Pick<PartProps, 'draft'>) => {
  const { t } = useTranslation('plan');
  const choices = useChoices();
  return (
    <Section title={t('enroll.plan')}>
      <ChoiceField
        label={t('course.level')}
        options={choices(levelsOfCare, 'levels')}
        {...field('levelOfCare')}
      />
      <ChoiceField
        label={t('enroll.prior')}
        options={priorLevelsOfCare.map((value) => ({ value, label: t(`enroll.priors.${value}`) }))}
        {...field('priorLevelOfCare')}
      />
      <TextField
        type="number"
        min={1}
        max={10_080}
        label={t('enroll.minutes')}
        description={t('enroll.minutesWords')}
        {...field('plannedWeeklyMinutes')}
      />
      <TaperFields proposed={values.plannedEndOn} {...field('taper')} />
      <TickField label={t('enroll.asks')} {...field('asksSubstanceUse')} />
    </Section>
  );
};

type Chosen = Partial<Pick<WrittenEnrollment, 'patientId' | 'trackId'>>;

/** As the form is opened: with what was chosen before, as far as it can be chosen here. */
const begun = (
  directory: DirectoryDocument,
  chosen: Chosen,
  { today, locale }: { readonly today: string; readonly locale: 'en' | 'es' },
): WrittenEnrollment => {
  const person = withoutEpisode(directory).find(({ patientId }) => patientId === chosen.patientId);
  const track = directory.tracks.find(({ trackId, isClosed }) => trackId === chosen.trackId && !isClosed);
  return {
    ...nothingWritten(today),
    locale,
    patientId: person?.patientId ?? '',
    trackId: track?.trackId ?? '',
    asksSubstanceUse: track?.part2 ?? false,
  };
};

interface EnrollFormProps {
  readonly directory: DirectoryDocument;
  readonly today: string;
  /** What is chosen already where somebody comes from. */
  readonly chosen: Chosen;
  readonly onDone: (enrollmentId: string) => void;
}

/** An episode of care begins: whose, when and where, paid by whom, and how much of it. */
export const EnrollForm = ({ directory, today, chosen, onDone }: EnrollFormProps) => {
  const { t, i18n } = useTranslation('plan');
  const locale = i18n.language === 'es' ? 'es' : 'en';
  const draft = useDraft<WrittenEnrollment>(() => begun(directory, chosen, { today, locale }));
  // The same for each try: what has got through is not made twice.
  const [ids] = useState(() => ({ enrollmentId: newId(), patientId: newId(), registration: newId() }));
  const { programmeId } = directory;
  const { values, set } = draft;
  const register = async (): Promise<string> => {
    const pronouns = values.pronouns.trim();
    const person = { displayName: values.displayName.trim(), locale: values.locale, simulated: false };
    const body = {
      patientId: ids.patientId,
      programmeId,
      ...person,
      ...(pronouns === '' ? {} : { pronouns }),
    };
    await api.post('/patients', body, ids.registration);
    set('patientId')(ids.patientId);
    return ids.patientId;
  };
  const enroll = async (): Promise<void> => {
    const patientId = values.patientId === SOMEBODY_NEW ? await register() : values.patientId;
    const { enrollmentId } = ids;
    await api.post('/enrollments', { enrollmentId, patientId, programmeId, ...termsOf(values) });
  };
  return (
    <CommandForm
      label={t('enroll.title')}
      submit={t('enroll.submit')}
      onSubmit={enroll}
      onDone={() => onDone(ids.enrollmentId)}
    >
      <Section title={t('enroll.who')}>
        <PersonFields draft={draft} directory={directory} />
        <Age draft={draft} />
      </Section>
      <PlaceSection draft={draft} directory={directory} />
      <CoverSection draft={draft} directory={directory} />
      <PlanSection draft={draft} />
    </CommandForm>
  );
};
