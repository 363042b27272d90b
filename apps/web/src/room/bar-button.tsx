import { Tooltip } from '@mantine/core';
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import styles from './room.module.css';

/** The spoken name: what the button does, and always also what it shows, so that it can be pressed by voice. */
export const spokenName = (label: string, words: string): string =>
  ` ${label.toLowerCase()} `.includes(` ${words.toLowerCase()} `) ? label : `${words}: ${label}`;

interface BarButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'children'> {
  readonly icon: ReactNode;
  /** Changes with the state: what will happen when it is pressed. */
  readonly label: string;
  /** Under the icon on wide screens. */
  readonly words: string;
  /** `off`: something of one's own is off; `on`: something is going on. */
  readonly look?: 'off' | 'on' | 'leave';
  /** Unread, waiting; not shown at 0. */
  readonly count?: number;
  /** One key, shown in the tip. */
  readonly shortcut?: string;
}

/** A button of the room's bar: icon, words under it where there is room, a tip with its key. */
export const BarButton = forwardRef<HTMLButtonElement, BarButtonProps>(
  ({ icon, label, words, look, count = 0, shortcut, className = '', ...rest }, ref) => (
    <Tooltip label={shortcut === undefined ? label : `${label} (${shortcut})`} withinPortal={false}>
      <button
        type="button"
        ref={ref}
        className={`${styles.button} ${className}`}
        data-look={look}
        aria-label={count > 0 ? `${spokenName(label, words)} (${count})` : spokenName(label, words)}
        aria-keyshortcuts={shortcut}
        {...rest}
      >
        {icon}
        <span className={styles.words} aria-hidden>
          {words}
        </span>
        {count > 0 && (
          <span className={styles.count} aria-hidden>
            {count}
          </span>
        )}
      </button>
    </Tooltip>
  ),
);
BarButton.displayName = 'BarButton';
