import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Field } from './draft';
import { ChoiceField } from './fields';

const reasons = ['regulation', 'staffing', 'clinical', 'other'] as const;

/** Empty while none is chosen. */
export type FewerPlacesReason = (typeof reasons)[number] | '';

interface FewerPlacesProps extends Field<FewerPlacesReason> {
  /** How many have a place now. */
  readonly taken: number;
}

/** Why there are to be fewer places than people. */
export const FewerPlaces = ({ taken, ...field }: FewerPlacesProps) => {
  const { t } = useTranslation('plan');
  return (
    <>
      <Text size="sm">{t('below', { taken })}</Text>
      <ChoiceField
        required
        label={t('why')}
        options={[
          { value: '' as const, label: t('choose') },
          ...reasons.map((value) => ({ value, label: t(`capacityReason.${value}`) })),
        ]}
        {...field}
      />
    </>
  );
};
