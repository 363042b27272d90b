import type { CalendarFeed, CalendarFeedState } from '@hearth/contracts';
import { Button, Card, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import styles from './calendar.module.css';

/** The secret address of one's own appointments, made and closed by oneself. */
export const FeedCard = () => {
  const { t } = useTranslation('today', { keyPrefix: 'calendar.feed' });
  const [address, setAddress] = useState<string | null>(null);
  const feed = useQuery({
    queryKey: ['calendar-feed'],
    queryFn: ({ signal }) => api.get<CalendarFeedState>('/me/calendar-feed', signal),
  });
  const open = useCommand(async () => {
    const { path } = await api.post<CalendarFeed>('/me/calendar-feed');
    setAddress(new URL(path, window.location.href).href);
    await feed.refetch();
  });
  const close = useCommand(async () => {
    await api.remove('/me/calendar-feed');
    setAddress(null);
    await feed.refetch();
  });
  const isOpen = (feed.data?.openedAt ?? null) !== null;
  const trouble = open.trouble ?? close.trouble;
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="feed">
      <Stack gap="sm">
        <Title order={2} size="lg" id="feed">
          {t('title')}
        </Title>
        <Text>{t('words')}</Text>
        {feed.data !== undefined && <Text role="status">{t(isOpen ? 'isOpen' : 'isClosed')}</Text>}
        {address !== null && (
          <>
            <Text fw={650}>{t('address')}</Text>
            <code className={styles.address}>{address}</code>
            <Text size="sm">{t('secret')}</Text>
            <CopyButton value={address}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {t(copied ? 'copied' : 'copy')}
                </Button>
              )}
            </CopyButton>
          </>
        )}
        {trouble !== null && <TroubleNotice trouble={trouble} />}
        <Group gap="sm">
          <Button loading={open.busy} onClick={() => void open.run()}>
            {t(isOpen ? 'again' : 'make')}
          </Button>
          {isOpen && (
            <Button variant="default" loading={close.busy} onClick={() => void close.run()}>
              {t('close')}
            </Button>
          )}
        </Group>
      </Stack>
    </Card>
  );
};
