import { Text } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftKeeper, type KeepsDrafts } from '../command-form/draft-keeper';

interface MoreProps {
  readonly title: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/**
 * A form that is out of the way until it is wanted: focus goes to its first field then. Escape puts it away again, and
 * focus returns to where it was opened; what was entered and not sent is still there the next time, and said so.
 */
export const More = ({ title, className, children }: MoreProps) => {
  const { t } = useTranslation('refusal', { keyPrefix: 'form' });
  const [opened, setOpened] = useState(false);
  const [begun, setBegun] = useState(false);
  const summary = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const keeper = useMemo<KeepsDrafts>(
    () => ({ begun: () => setBegun(true), sent: () => setBegun(false) }),
    [],
  );
  useEffect(() => {
    if (opened) content.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [opened]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || !opened) return;
    event.stopPropagation();
    setOpened(false);
    summary.current?.focus();
  };
  return (
    <details
      open={opened}
      className={className}
      onKeyDown={onKeyDown}
      // The browser opens it by itself, e.g. to show what was searched for.
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary
        ref={summary}
        onClick={(event) => {
          event.preventDefault();
          setOpened(!opened);
        }}
      >
        {title}
        {begun && !opened && (
          <Text span size="sm" c="dimmed">
            {' · '}
            {t('begun')}
          </Text>
        )}
      </summary>
      <div ref={content}>
        <DraftKeeper value={keeper}>{(opened || begun) && children}</DraftKeeper>
      </div>
    </details>
  );
};
