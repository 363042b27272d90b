import type { AuthorizationRow } from '@hearth/views';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { PersonName } from '../people/person-name';
import { StackingCell, StackingRow, StackingTable } from '../stacking-table/stacking-table';
import { Tag } from '../tag/tag';
import type { DetailOf } from './authorization-detail';
import styles from './authorization.module.css';
import type { Standing } from './standing';

interface RowProps {
  readonly row: AuthorizationRow & { readonly standing: Standing };
  readonly today: string;
  readonly onOpen: (of: DetailOf) => void;
}

const Alerts = ({ row }: Pick<RowProps, 'row'>) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const { standing, used, terms, uncovered, closed } = row;
  if (closed !== null) return <Tag>{t(`closed.${closed}`)}</Tag>;
  if (standing.alerts.length === 0) {
    return <Tag icon={<IconCheck size={16} />}>{t('alert.none')}</Tag>;
  }
  const percent = Math.floor((used * 100) / terms.units);
  return (
    <ul className={styles.tags}>
      {standing.alerts.map((alert) => (
        <li key={alert}>
          <Tag tone="look" icon={<IconAlertTriangle size={16} />}>
            {t(`alert.${alert}`, { percent, count: uncovered })}
          </Tag>
        </li>
      ))}
    </ul>
  );
};

const Until = ({ row, today }: Omit<RowProps, 'onOpen'>) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const format = useFormat();
  const { terms, standing } = row;
  const words =
    terms.from > today
      ? t('notYet', { from: format.longDay(terms.from) })
      : standing.daysLeft < 0
        ? t('over')
        : t('daysLeft', { count: standing.daysLeft });
  return (
    <>
      {format.longDay(terms.to)} <span className={styles.muted}>({words})</span>
    </>
  );
};

const Review = ({ row, today }: Omit<RowProps, 'onOpen'>) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const format = useFormat();
  const { nextOn } = row.terms.review;
  if (nextOn === null) return <>{t('noReview')}</>;
  const day = format.longDay(nextOn);
  return <>{nextOn < today ? t('reviewLate', { day }) : day}</>;
};

const Row = ({ row, today, onOpen }: RowProps) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const { terms, used, left, displayName, simulated } = row;
  return (
    <StackingRow head={<PersonName displayName={displayName} simulated={simulated} />}>
      <StackingCell of="payer">
        {terms.payer}
        <br />
        <span className={styles.muted}>{[...terms.codes, terms.revenueCode ?? ''].join(' ').trim()}</span>
      </StackingCell>
      <StackingCell of="used">
        <strong>{t('used', { used, total: terms.units })}</strong>
        <progress className={styles.bar} value={used} max={terms.units} aria-hidden />
        <span className={styles.muted}>{t('left', { count: left })}</span>
      </StackingCell>
      <StackingCell of="until">
        <Until row={row} today={today} />
      </StackingCell>
      <StackingCell of="review">
        <Review row={row} today={today} />
      </StackingCell>
      <StackingCell of="alert">
        <Alerts row={row} />
      </StackingCell>
      <StackingCell>
        <Button
          size="sm"
          variant="default"
          aria-label={`${t('detail.open')}: ${displayName}`}
          onClick={() => onOpen(row)}
        >
          {t('detail.open')}
        </Button>
      </StackingCell>
    </StackingRow>
  );
};

const columns = ['patient', 'payer', 'used', 'until', 'review', 'alert', 'more'] as const;

/** One line each; on a narrow screen a card each. */
export const AuthorizationTable = ({
  rows,
  ...of
}: Omit<RowProps, 'row'> & { readonly rows: readonly RowProps['row'][] }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  return (
    <StackingTable
      label={t('title')}
      columns={columns.map((column) => ({ key: column, title: t(`column.${column}`) }))}
    >
      {rows.map((row) => (
        <Row key={row.authorizationId} row={row} {...of} />
      ))}
    </StackingTable>
  );
};
