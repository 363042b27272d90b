import styles from './warm-light.module.css';

/** A small fire that breathes slowly: something quiet to rest the eyes on while waiting. */
export const WarmLight = () => (
  <svg className={styles.light} viewBox="0 0 160 96" aria-hidden="true" focusable="false">
    <ellipse className={styles.glow} cx="80" cy="60" rx="70" ry="34" fill="var(--h-look-soft)" />
    <path
      className={styles.flame}
      d="M82 14c3 20 24 28 24 48a26 26 0 0 1-52 0c0-11 5-17 11-23 1 6 4 9 8 11-2-13 1-27 9-36z"
      fill="var(--h-look)"
    />
    <path
      d="M81 44c1 9 11 13 11 22a12 12 0 0 1-24 0c0-5 3-8 6-11 1 3 2 4 4 5-1-6 0-12 3-16z"
      fill="var(--h-look-soft)"
    />
    <path d="M40 90h80" stroke="var(--h-control)" strokeWidth="4" strokeLinecap="round" />
  </svg>
);
