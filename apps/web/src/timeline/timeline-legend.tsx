import { useTranslation } from 'react-i18next';
import { WitnessMark } from './lane-drawing';
import styles from './timeline.module.css';

const witnesses = ['livekit-webhook', 'livekit-poll', 'client', 'staff', 'schedule', 'session-end'] as const;
const marks = ['segment', 'bridged', 'doubt', 'break', 'unstaffed', 'scheduled'] as const;

/** What the marks of the drawing mean. */
export const TimelineLegend = () => {
  const { t } = useTranslation(['timeline', 'attendance']);
  return (
    <ul className={styles.legend} aria-label={t('legend.label')}>
      {marks.map((mark) => (
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
