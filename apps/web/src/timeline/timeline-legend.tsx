import { useTranslation } from 'react-i18next';
import type { Lane } from './geometry';
import { WitnessMark } from './lane-drawing';
import styles from './timeline.module.css';

const witnesses = ['livekit-webhook', 'livekit-poll', 'client', 'staff', 'schedule', 'session-end'] as const;
const marks = ['segment', 'bridged', 'after-removal', 'doubt', 'break', 'unstaffed', 'scheduled'] as const;

/** What the marks of the drawing mean; of a removal it speaks only where there was one. */
export const TimelineLegend = ({ lanes }: { readonly lanes: readonly Lane[] }) => {
  const { t } = useTranslation(['timeline', 'attendance']);
  const hasRemoval = lanes.some(({ pieces }) => pieces.some(({ kind }) => kind === 'after-removal'));
  return (
    <ul className={styles.legend} aria-label={t('legend.label')}>
      {marks
        .filter((mark) => mark !== 'after-removal' || hasRemoval)
        .map((mark) => (
          <li key={mark}>
            <span aria-hidden className={styles.swatch} data-mark={mark} />
            {t(`legend.${mark}`)}
          </li>
        ))}
      {witnesses.map((witness) => (
        <li key={witness}>
          <svg aria-hidden width="14" height="14" viewBox="-7 -7 14 14">
            <WitnessMark witness={witness} />
          </svg>
          {t(`attendance:witness.${witness}`)}
        </li>
      ))}
    </ul>
  );
};
