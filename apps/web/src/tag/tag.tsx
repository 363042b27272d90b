import type { ReactNode } from 'react';
import styles from './tag.module.css';

/** `look` is amber, "look here"; `safety` is red, and for safety only. */
export type Tone = 'plain' | 'brand' | 'look' | 'safety';

interface TagProps {
  readonly tone?: Tone;
  /** Beside the word, never instead of it. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A short word with an icon: never a colour alone. */
export const Tag = ({ tone = 'plain', icon, children }: TagProps) => (
  <span className={`${styles.tag} ${styles[tone]}`} data-tone={tone}>
    {icon !== undefined && (
      <span aria-hidden style={{ display: 'inline-flex' }}>
        {icon}
      </span>
    )}
    {children}
  </span>
);
