import type { UnitDay } from '@hearth/domain';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import styles from './authorization.module.css';

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
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('days')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            <th scope="col">{t('minutes')}</th>
            <th scope="col">{t('unit')}</th>
            <th scope="col">{t('claim')}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day}>
              <th scope="row">{format.longDay(day.day)}</th>
              <td className="tabular">
                {format.number(day.countedMinutes)}
                {!day.sealed && <> ({t('unsealed')})</>}
              </td>
              <td>
                <Unit day={day} authorizationId={authorizationId} />
              </td>
              <td>
                <Claim day={day} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
