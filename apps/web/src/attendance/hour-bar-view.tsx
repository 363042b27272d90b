import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import type { BarPiece, BarReason } from './hour-bar';
import styles from './hour-bar.module.css';

interface HourBarViewProps {
  readonly pieces: readonly BarPiece[];
  readonly lengthMs: number;
  /** Whose hour it is, for a screen reader. */
  readonly label: string;
}

const order: readonly BarReason[] = [
  'present',
  'audio-only',
  'bridged',
  'gap',
  'break',
  'unstaffed',
  'absent',
  'below-minimum',
  'to-come',
];

/** The bar of the hour: each reason has a pattern as well as a colour, and is said in words for those who listen. */
export const HourBarView = ({ pieces, lengthMs, label }: HourBarViewProps) => {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const sums = order.flatMap((reason) => {
    const percent = pieces
      .filter((piece) => piece.reason === reason)
      .reduce((total, piece) => total + piece.widthPercent, 0);
    return percent === 0 ? [] : [{ reason, ms: (percent / 100) * lengthMs }];
  });
  const words = sums.map(({ reason, ms }) =>
    t('bar.part', { reason: t(`reason.${reason}`), minutes: format.number(Math.round(ms / 60_000)) }),
  );
  return (
    <span
      className={styles.bar}
      role="img"
      aria-label={t('bar.label', { name: label, parts: words.join(', ') })}
      title={words.join(', ')}
    >
      {pieces.map((piece) => (
        <span
          key={`${piece.reason}-${piece.fromPercent}`}
          className={styles.piece}
          data-reason={piece.reason}
          style={{ insetInlineStart: `${piece.fromPercent}%`, width: `${piece.widthPercent}%` }}
        />
      ))}
    </span>
  );
};

/** What the patterns mean. */
export const HourBarLegend = ({ reasons = order }: { readonly reasons?: readonly BarReason[] }) => {
  const { t } = useTranslation('attendance');
  return (
    <ul className={styles.legend} aria-label={t('bar.legend')}>
      {reasons.map((reason) => (
        <li key={reason}>
          <span className={styles.swatch} aria-hidden>
            <span className={styles.piece} data-reason={reason} style={{ width: '100%' }} />
          </span>
          {t(`reason.${reason}`)}
        </li>
      ))}
    </ul>
  );
};
