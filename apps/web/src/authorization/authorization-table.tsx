import type { AuthorizationRow } from '@hearth/views';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
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
  const cell = (name: 'payer' | 'used' | 'until' | 'review' | 'alert') => ({
    'data-label': t(`column.${name}`),
  });
  return (
    <tr>
      <th scope="row">
        <bdi>{displayName}</bdi>
        {simulated && <span className={styles.muted}> ({t('simulated')})</span>}
      </th>
      <td {...cell('payer')}>
        {terms.payer}
        <br />
        <span className={styles.muted}>{[...terms.codes, terms.revenueCode ?? ''].join(' ').trim()}</span>
      </td>
      <td {...cell('used')} className="tabular">
        <strong>{t('used', { used, total: terms.units })}</strong>
        <progress className={styles.bar} value={used} max={terms.units} aria-hidden />
        <span className={styles.muted}>{t('left', { count: left })}</span>
      </td>
      <td {...cell('until')}>
        <Until row={row} today={today} />
      </td>
      <td {...cell('review')}>
        <Review row={row} today={today} />
      </td>
      <td {...cell('alert')}>
        <Alerts row={row} />
      </td>
      <td>
        <Button
          size="sm"
          variant="default"
          aria-label={`${t('detail.open')}: ${displayName}`}
          onClick={() => onOpen(row)}
        >
          {t('detail.open')}
        </Button>
      </td>
    </tr>
  );
};

const columns = ['patient', 'payer', 'used', 'until', 'review', 'alert', 'more'] as const;

/** One line each; on a narrow screen each becomes a block with its headings beside the values. */
export const AuthorizationTable = ({
  rows,
  ...of
}: Omit<RowProps, 'row'> & { readonly rows: readonly RowProps['row'][] }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  return (
    <table className={`${styles.table} ${styles.stacking}`}>
      <caption className={styles.hidden}>{t('title')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.authorizationId} row={row} {...of} />
        ))}
      </tbody>
    </table>
  );
};
