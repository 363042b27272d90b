import { Alert } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useFreshness } from '../live/live-context';

/** Says that figures have stopped, and since when; nothing at all while they move. */
export const StaleNotice = ({ timeZone }: { readonly timeZone?: string }) => {
  const { t } = useTranslation('session');
  const format = useFormat();
  const freshness = useFreshness();
  if (freshness.state !== 'stale') return null;
  return (
    <Alert color="look" variant="light" icon={<IconClockExclamation aria-hidden />} data-stale>
      {t('stale', { time: format.clock(freshness.since, timeZone) })}
    </Alert>
  );
};
