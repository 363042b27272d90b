import { Group, Text } from '@mantine/core';
import { IconWifiOff } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './shell.module.css';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

/** Says that the device has no network, what still works, and that nothing is lost. */
export const OfflineBanner = () => {
  const { t } = useTranslation('shell');
  if (useOnline()) return null;
  return (
    <Group role="alert" className={styles.offline} gap="sm" wrap="nowrap" justify="center">
      <IconWifiOff size={20} aria-hidden />
      <Text size="sm">{t('offline')}</Text>
    </Group>
  );
};
