import { useTranslation } from 'react-i18next';
import type { Field } from '../programme/draft';
import { WordsField } from '../programme/fields';

/** Why the rules are to be others: kept with the decision. */
export const ReasonField = (of: Field<string>) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules.force' });
  return (
    <WordsField
      required
      minLength={3}
      maxLength={2000}
      label={t('reason')}
      description={t('record')}
      {...of}
    />
  );
};
