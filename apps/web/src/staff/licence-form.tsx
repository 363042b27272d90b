import type { Licence } from '@hearth/domain';
import type { DirectoryStaff } from '@hearth/views';
import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { orNull, useDraft } from '../programme/draft';
import { TextField } from '../programme/fields';
import styles from '../programme/programme.module.css';

interface WrittenLicence {
  readonly state: string;
  readonly credential: string;
  readonly expiresOn: string;
}

const written = ({ state, credential, expiresOn }: Licence): WrittenLicence => ({
  state,
  credential,
  expiresOn: expiresOn ?? '',
});

const licenceOf = ({ state, credential, expiresOn }: WrittenLicence): Licence => ({
  state: state.trim().toUpperCase(),
  credential: credential.trim(),
  expiresOn: orNull(expiresOn),
});

interface LicenceFieldsProps {
  readonly place: number;
  readonly licence: WrittenLicence;
  readonly today: string;
  readonly onChange: (licence: WrittenLicence) => void;
  readonly onRemove: () => void;
}

const LicenceFields = ({ place, licence, today, onChange, onRemove }: LicenceFieldsProps) => {
  const { t } = useTranslation('plan');
  return (
    <fieldset className={styles.many}>
      <legend>{t('staff.licence', { place })}</legend>
      <Group gap="sm" align="flex-end">
        <TextField
          required
          maxLength={2}
          pattern="[A-Za-z]{2}"
          label={t('course.state')}
          value={licence.state}
          onChange={(state) => onChange({ ...licence, state })}
        />
        <TextField
          required
          maxLength={40}
          label={t('staff.credential')}
          value={licence.credential}
          onChange={(credential) => onChange({ ...licence, credential })}
        />
        <TextField
          type="date"
          label={t('staff.expiresOn')}
          value={licence.expiresOn}
          onChange={(expiresOn) => onChange({ ...licence, expiresOn })}
        />
        <Button
          variant="default"
          size="sm"
          aria-label={t('staff.endsTodayFor', { place })}
          onClick={() => onChange({ ...licence, expiresOn: today })}
        >
          {t('staff.endsToday')}
        </Button>
        <Button variant="subtle" size="sm" aria-label={t('staff.removeFor', { place })} onClick={onRemove}>
          {t('staff.remove')}
        </Button>
      </Group>
    </fieldset>
  );
};

interface LicenceFormProps {
  readonly member: DirectoryStaff;
  readonly today: string;
  /** States to begin with when a licence is added, the one that is missing most first. */
  readonly wanted: readonly string[];
}

/** Where somebody may practise, whole, and whether somebody else signs with them. */
export const LicenceForm = ({ member, today, wanted }: LicenceFormProps) => {
  const { t } = useTranslation('plan');
  const { staffId, displayName, licences, needsCoSign } = member;
  const { values, set } = useDraft<{ licences: readonly WrittenLicence[]; needsCoSign: boolean }>({
    licences: licences.map(written),
    needsCoSign,
  });
  const change = set('licences');
  const add = (): void => {
    const state = wanted.find((one) => values.licences.every((licence) => licence.state !== one)) ?? '';
    const credential = values.licences.at(-1)?.credential ?? member.credentials ?? '';
    change([...values.licences, { state, credential, expiresOn: '' }]);
  };
  return (
    <CommandForm
      label={t('staff.formFor', { name: displayName })}
      submit={t('staff.submit')}
      onSubmit={() =>
        api.post(`/staff/${staffId}/licences`, {
          licences: values.licences.map(licenceOf),
          needsCoSign: values.needsCoSign,
        })
      }
    >
      <Text size="sm">{t('staff.formWords')}</Text>
      {values.licences.map((licence, index) => (
        <LicenceFields
          key={index}
          place={index + 1}
          licence={licence}
          today={today}
          onChange={(next) => change(values.licences.map((each, place) => (place === index ? next : each)))}
          onRemove={() => change(values.licences.filter((_, place) => place !== index))}
        />
      ))}
      <Button variant="default" size="sm" onClick={add}>
        {t('staff.add')}
      </Button>
      <Checkbox
        label={t('staff.needsCoSign')}
        checked={values.needsCoSign}
        onChange={(event) => set('needsCoSign')(event.currentTarget.checked)}
      />
    </CommandForm>
  );
};
