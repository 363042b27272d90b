import type { Licence } from '@hearth/domain';
import type { DirectoryStaff } from '@hearth/views';
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { orNull, rowsOf, useDraft, type Row } from '../programme/draft';
import { StateField, TextField, TickField } from '../programme/fields';
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
  readonly row: Row<WrittenLicence>;
  readonly today: string;
}

const LicenceFields = ({ row: { place, entry, part, change, remove }, today }: LicenceFieldsProps) => {
  const { t } = useTranslation('plan');
  return (
    <fieldset className={styles.many}>
      <legend>{t('staff.licence', { place })}</legend>
      <Group gap="sm" align="flex-end">
        <StateField required label={t('course.state')} {...part('state')} />
        <TextField required maxLength={40} label={t('staff.credential')} {...part('credential')} />
        <TextField type="date" label={t('staff.expiresOn')} {...part('expiresOn')} />
        <Button
          variant="default"
          size="sm"
          aria-label={t('staff.endsTodayFor', { place })}
          onClick={() => change({ ...entry, expiresOn: today })}
        >
          {t('staff.endsToday')}
        </Button>
        <Button variant="subtle" size="sm" aria-label={t('staff.removeFor', { place })} onClick={remove}>
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
  const { values, field, set } = useDraft<{ licences: readonly WrittenLicence[]; needsCoSign: boolean }>({
    licences: licences.map(written),
    needsCoSign,
  });
  const add = (): void => {
    const state = wanted.find((one) => values.licences.every((licence) => licence.state !== one)) ?? '';
    const credential = values.licences.at(-1)?.credential ?? member.credentials ?? '';
    set('licences')([...values.licences, { state, credential, expiresOn: '' }]);
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
      {rowsOf(field('licences')).map((row) => (
        <LicenceFields key={row.place} row={row} today={today} />
      ))}
      <Button variant="default" size="sm" onClick={add}>
        {t('staff.add')}
      </Button>
      <TickField label={t('staff.needsCoSign')} {...field('needsCoSign')} />
    </CommandForm>
  );
};
