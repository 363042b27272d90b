import { Group, Text } from '@mantine/core';
import { IconCircleDotFilled, IconClockExclamation, IconLoader2, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useFreshness } from './live-context';
import styles from './live-status.module.css';

/** Says how current the screen is: live, catching up, or stale since when. */
export const LiveStatus = () => {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const freshness = useFreshness();
  const shown = ((): { icon: React.ReactNode; words: string; colour: string } => {
    switch (freshness.state) {
      case 'connecting':
        return { icon: <IconLoader2 size={16} />, words: t('live.connecting'), colour: 'var(--h-muted)' };
      case 'live':
        return { icon: <IconCircleDotFilled size={16} />, words: t('live.live'), colour: 'var(--h-brand)' };
      case 'catching-up':
        return { icon: <IconRefresh size={16} />, words: t('live.catchingUp'), colour: 'var(--h-text)' };
      case 'stale':
        return {
          icon: <IconClockExclamation size={16} />,
          words: t('live.stale', { time: format.clock(freshness.since) }),
          colour: 'var(--h-on-look-soft)',
        };
      default:
        return freshness satisfies never;
    }
  })();
  return (
    <Group
      gap={6}
      wrap="nowrap"
      role="status"
      className={styles.status}
      data-live={freshness.state}
      px={freshness.state === 'stale' ? 'sm' : 0}
      style={{
        color: shown.colour,
        background: freshness.state === 'stale' ? 'var(--h-look-soft)' : undefined,
        borderRadius: 999,
      }}
    >
      <span aria-hidden style={{ display: 'inline-flex' }}>
        {shown.icon}
      </span>
      <Text size="xs" c="inherit" className={`tabular ${styles.words}`} span>
        {shown.words}
      </Text>
    </Group>
  );
};
