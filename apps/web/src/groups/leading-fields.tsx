import { useTranslation } from 'react-i18next';
import type { Field } from '../programme/draft';
import { ChoiceField, ManyField } from '../programme/fields';

interface LeadingFieldsProps {
  readonly everybody: readonly { readonly value: string; readonly label: string }[];
  readonly lead: Field<string>;
  readonly others: Field<readonly string[]>;
}

/** Who leads a group, and who does so with them. */
export const LeadingFields = ({ everybody, lead, others }: LeadingFieldsProps) => {
  const { t } = useTranslation('plan');
  return (
    <>
      <ChoiceField label={t('groups.leading.lead')} options={everybody} {...lead} name="facilitators" />
      <ManyField
        label={t('groups.leading.others')}
        options={everybody.filter(({ value }) => value !== lead.value)}
        {...others}
      />
    </>
  );
};
