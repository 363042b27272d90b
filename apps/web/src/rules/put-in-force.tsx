import type { ProgrammeRulesAnswer } from '@hearth/contracts';
import type { RuleOverride } from '@hearth/domain';
import { Button, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newId } from '../api/client';
import { useCommand } from '../api/use-command';
import { RefusalNotice } from '../refusal/refusal-notice';
import { ReachChoice, type Reach } from './reach-choice';

/** Another figure for a rule, or for the definitions of a pack (`ruleId` null). */
export interface Proposal {
  readonly packId: string;
  readonly ruleId: string | null;
  readonly parameters: RuleOverride['parameters'];
}

interface PutInForceProps {
  readonly programmeId: string;
  readonly organisation: ProgrammeRulesAnswer['organisation'];
  readonly proposal: Proposal;
  readonly tomorrow: string;
}

/** What was tried becomes a rule of the programme, or of all of its organisation, from a day on, with a reason that stays with it. */
export const PutInForce = ({ programmeId, organisation, proposal, tomorrow }: PutInForceProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules.force' });
  const queries = useQueryClient();
  const [from, setFrom] = useState(tomorrow);
  const [reason, setReason] = useState('');
  const [reach, setReach] = useState<Reach>({ of: 'programme', binding: false });
  const [done, setDone] = useState(false);
  const command = useCommand(async () => {
    const override = {
      overrideId: newId(),
      ...proposal,
      effectiveFrom: from,
      effectiveTo: null,
      reason: reason.trim(),
    };
    if (reach.of === 'programme') await api.post(`/programmes/${programmeId}/rules/overrides`, override);
    else {
      const path = `/organisations/${organisation.organisationId}/rules/overrides`;
      await api.post(path, { ...override, binding: reach.binding });
    }
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
        <Title order={2} size="md">
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
        <ReachChoice organisation={organisation} reach={reach} onChange={setReach} />
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
        <RefusalNotice trouble={command.trouble} />
        <Group>
          <Button type="submit" variant="outline" loading={command.busy} disabled={reason.trim().length < 3}>
            {t('submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
