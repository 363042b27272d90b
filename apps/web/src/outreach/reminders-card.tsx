import { reminderAddressBody, type ReminderAddress } from '@hearth/contracts';
import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';

/** Whether and where somebody wants to be reminded besides on the screen; theirs to decide and to take back. */
export const RemindersCard = () => {
  const { t } = useTranslation('outreach', { keyPrefix: 'reminders' });
  const [written, setWritten] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const address = useQuery({
    queryKey: ['reminders'],
    queryFn: ({ signal }) => api.get<ReminderAddress>('/me/reminders', signal),
  });
  const setting = useCommand(async (body: ReminderAddress) => {
    await api.post('/me/reminders', body);
    setWritten(null);
    await address.refetch();
  });
  const mail = address.data?.mail ?? null;
  const submit = async (): Promise<void> => {
    const body = reminderAddressBody.safeParse({ mail: (written ?? mail ?? '').trim() });
    setWrong(!body.success);
    if (body.success) await setting.run(body.data);
  };
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="reminders">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <Title order={2} size="lg" id="reminders">
            {t('title')}
          </Title>
          <Text>{t('words')}</Text>
          {address.data !== undefined && (
            <Text role="status">{mail === null ? t('isOff') : t('isOn', { mail })}</Text>
          )}
          <TextInput
            type="email"
            autoComplete="email"
            label={t('mail')}
            value={written ?? mail ?? ''}
            onChange={(event) => setWritten(event.currentTarget.value)}
            error={wrong ? t('wrong') : undefined}
          />
          <TroubleNotice
            trouble={setting.trouble ?? (address.error === null ? null : asTrouble(address.error))}
          />
          <Group gap="sm">
            <Button type="submit" loading={setting.busy}>
              {t('on')}
            </Button>
            {mail !== null && (
              <Button variant="default" onClick={() => void setting.run({ mail: null })}>
                {t('off')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Card>
  );
};
