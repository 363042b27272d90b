import {
  IconAlertOctagonFilled,
  IconBroadcast,
  IconHourglass,
  IconLifebuoy,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import styles from './board.module.css';
import type { BoardTotals } from './totals';

const figures: readonly {
  readonly name: keyof BoardTotals;
  readonly icon: ReactNode;
  /** How it looks once it is more than none. */
  readonly tone: 'plain' | 'look' | 'safety';
}[] = [
  { name: 'live', icon: <IconBroadcast />, tone: 'plain' },
  { name: 'inRoom', icon: <IconUsers />, tone: 'plain' },
  { name: 'waiting', icon: <IconHourglass />, tone: 'plain' },
  { name: 'openHelp', icon: <IconLifebuoy />, tone: 'look' },
  { name: 'openSignals', icon: <IconAlertOctagonFilled />, tone: 'safety' },
  { name: 'unstaffed', icon: <IconUserQuestion />, tone: 'look' },
];

/** The day in six figures, to be read from across the room. */
export const TotalsStrip = ({ totals }: { readonly totals: BoardTotals }) => {
  const { t } = useTranslation('board');
  const format = useFormat();
  return (
    <dl className={styles.totals} aria-label={t('totals.label')}>
      {figures.map(({ name, icon, tone }) => (
        <div
          key={name}
          className={styles.total}
          data-tone={totals[name] > 0 ? tone : 'plain'}
          data-total={name}
        >
          <dt>
            <span aria-hidden className={styles.totalIcon}>
              {icon}
            </span>
            {t(`totals.${name}`)}
          </dt>
          <dd className="tabular">{format.number(totals[name])}</dd>
        </div>
      ))}
    </dl>
  );
};
