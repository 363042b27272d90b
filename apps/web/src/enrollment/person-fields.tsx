import type { DirectoryDocument } from '@hearth/views';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../programme/draft';
import { ChoiceField, TextField } from '../programme/fields';
import { SOMEBODY_NEW, withoutEpisode, type WrittenEnrollment } from './written-enrollment';

const languages = ['en', 'es'] as const;

interface PersonFieldsProps {
  readonly draft: Draft<WrittenEnrollment>;
  readonly directory: DirectoryDocument;
}

/** Whose episode of care begins: somebody who is in none, or somebody new. */
export const PersonFields = ({ draft: { values, field }, directory }: PersonFieldsProps) => {
  const { t } = useTranslation('plan');
  const known = withoutEpisode(directory).map(({ patientId, displayName }) => ({
    value: patientId,
    label: displayName,
  }));
  const { patientId, displayName } = values;
  const isKnown = ['', SOMEBODY_NEW, ...known.map(({ value }) => value)].includes(patientId);
  return (
    <>
      <ChoiceField
        required
        label={t('patient')}
        options={[
          { value: '', label: t('choose') },
          { value: SOMEBODY_NEW, label: t('enroll.new') },
          // Registered a moment ago, and not in the directory yet.
          ...(isKnown ? [] : [{ value: patientId, label: displayName }]),
          ...known,
        ]}
        {...field('patientId')}
      />
      {patientId === SOMEBODY_NEW && (
        <>
          <Text size="sm">{t('enroll.newWords')}</Text>
          <TextField required maxLength={60} label={t('enroll.name')} {...field('displayName')} />
          <TextField maxLength={40} label={t('enroll.pronouns')} {...field('pronouns')} />
          <ChoiceField
            label={t('enroll.locale')}
            options={languages.map((value) => ({ value, label: t(`enroll.locales.${value}`) }))}
            {...field('locale')}
          />
        </>
      )}
    </>
  );
};
