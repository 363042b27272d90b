import { Button, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newId } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';

/** Another figure for a rule, or for the definitions of a pack (`ruleId` null). */
export interface Proposal {
  readonly packId: string;
  readonly ruleId: string | null;
  readonly parameters: Readonly<Record<string, number | string>>;
}

interface PutInForceProps {
  readonly programmeId: string;
  readonly proposal: Proposal;
  readonly tomorrow: string;
}

/** What was tried becomes a rule of the programme, from a day on, with a reason that stays with it. */
export const PutInForce = ({ programmeId, proposal, tomorrow }: PutInForceProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules.force' });
  const queries = useQueryClient();
  const [from, setFrom] = useState(tomorrow);
  const [reason, setReason] = useState('');
  const [done, setDone] = useState(false);
  const command = useCommand(async () => {
    await api.post(`/programmes/${programmeId}/rules/overrides`, {
      overrideId: newId(),
      ...proposal,
      effectiveFrom: from,
      effectiveTo: null,
      reason: reason.trim(),
    });
    await queries.invalidateQueries({ queryKey: ['rules', programmeId] });
  });
  if (done) return <Text role="status">{t('done')}</Text>;
  const submit = async (): Promise<void> => {
    if (await command.run()) setDone(true);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm" maw="40rem">
        <Title order={3} size="md">
          {t('title')}
        </Title>
        <Text>{t('words')}</Text>
        <TextInput
          type="date"
          required
          w="fit-content"
          label={t('from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Textarea
          required
          autosize
          minRows={2}
          minLength={3}
          maxLength={2000}
          label={t('reason')}
          description={t('record')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TroubleNotice trouble={command.trouble} />
        <Group>
          <Button type="submit" variant="outline" loading={command.busy} disabled={reason.trim().length < 3}>
            {t('submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
