import type { UnitDay } from '@hearth/domain';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { StackingCell, StackingRow, StackingTable } from '../stacking-table/stacking-table';

const Unit = ({ day, authorizationId }: { readonly day: UnitDay; readonly authorizationId: string }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization.detail' });
  const { unit, neededMinutes } = day;
  if (unit === null) {
    return (
      <>
        {t('noUnit')}
        {', '}
        {neededMinutes === null ? t('noProgramDay') : t('short', { count: neededMinutes })}
      </>
    );
  }
  if (unit.authorizationId === null) return <>{t('uncovered')}</>;
  return unit.authorizationId === authorizationId ? <>1</> : <>{t('other')}</>;
};

const Claim = ({ day }: { readonly day: UnitDay }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization.detail' });
  const { unit, discrete } = day;
  if (unit !== null) {
    const { code, revenueCode, placeOfService, modifier } = unit;
    const parts = [code, revenueCode, placeOfService === null ? null : `POS ${placeOfService}`, modifier];
    return <>{parts.filter((part) => part !== null).join(' · ')}</>;
  }
  if (discrete.length === 0) return <>—</>;
  const services = discrete.map(({ code, minutes }) => t('service', { code, minutes })).join(', ');
  return <>{t('instead', { services })}</>;
};

const columns = ['day', 'minutes', 'unit', 'claim'] as const;

/** Each attended day, newest first: whether it came to a unit, of which authorization, and what a claim says of it. */
export const UnitDays = ({
  days,
  authorizationId,
}: {
  readonly days: readonly UnitDay[];
  readonly authorizationId: string;
}) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization.detail' });
  const format = useFormat();
  if (days.length === 0) return <Text>{t('noDays')}</Text>;
  return (
    <StackingTable label={t('days')} columns={columns.map((column) => ({ key: column, title: t(column) }))}>
      {days.toReversed().map((day) => (
        <StackingRow key={day.day} head={format.longDay(day.day)}>
          <StackingCell of="minutes">
            {format.number(day.countedMinutes)}
            {!day.sealed && <> ({t('unsealed')})</>}
          </StackingCell>
          <StackingCell of="unit">
            <Unit day={day} authorizationId={authorizationId} />
          </StackingCell>
          <StackingCell of="claim">
            <Claim day={day} />
          </StackingCell>
        </StackingRow>
      ))}
    </StackingTable>
  );
};
