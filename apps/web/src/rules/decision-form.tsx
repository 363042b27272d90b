import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from '../programme/draft';
import { ReasonField } from './reason-field';

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
  const queries = useQueryClient();
  const { values, field, start } = useDraft({ reason: '' });
  const { programmeId, organisationId, kind, body, onDone } = of;
  const whose =
    organisationId === undefined ? `programmes/${programmeId}` : `organisations/${organisationId}`;
  return (
    <CommandForm
      label={of.label}
      submit={of.submit}
      onSubmit={async () => {
        await api.post(`/${whose}/rules/${kind}`, { ...body, reason: values.reason.trim() });
        await queries.invalidateQueries({ queryKey: ['rules', programmeId] });
      }}
      onDone={() => {
        start({ reason: '' });
        onDone?.();
      }}
    >
      {of.children}
      <ReasonField {...field('reason')} />
    </CommandForm>
  );
};
