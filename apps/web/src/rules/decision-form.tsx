import { Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';

interface DecisionFormProps {
  readonly programmeId: string;
  /** Whose rules are decided about, when it is not the programme alone. */
  readonly organisationId?: string;
  readonly label: string;
  readonly submit: string;
  /** `packs`, `adoptions` or `withdrawals`. */
  readonly kind: 'packs' | 'adoptions' | 'withdrawals';
  /** What is decided, beside the reason. */
  readonly body: Readonly<Record<string, string>>;
  readonly onDone?: () => void;
  readonly children?: ReactNode;
}

/** A decision about the rules, with the reason that stays with it. */
export const DecisionForm = (of: DecisionFormProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules.force' });
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const { programmeId, organisationId, kind, body, onDone } = of;
  const whose =
    organisationId === undefined ? `programmes/${programmeId}` : `organisations/${organisationId}`;
  return (
    <CommandForm
      label={of.label}
      submit={of.submit}
      disabled={reason.trim().length < 3}
      onSubmit={async () => {
        await api.post(`/${whose}/rules/${kind}`, { ...body, reason: reason.trim() });
        await queries.invalidateQueries({ queryKey: ['rules', programmeId] });
      }}
      onDone={() => {
        setReason('');
        onDone?.();
      }}
    >
      {of.children}
      <Textarea
        required
        autosize
        minRows={2}
        minLength={3}
        maxLength={2000}
        w="100%"
        maw="40rem"
        label={t('reason')}
        description={t('record')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </CommandForm>
  );
};
