import type { ProgrammeRulesAnswer } from '@hearth/contracts';
import type { RuleOverride } from '@hearth/domain';
import { Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newId } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from '../programme/draft';
import { TextField } from '../programme/fields';
import { ReachChoice, type Reach } from './reach-choice';
import { ReasonField } from './reason-field';

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

/** Where the form was: focus stays here, and what has become of it is read out. */
const Done = ({ children }: { readonly children: ReactNode }) => {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  return (
    <Text ref={words} role="status" tabIndex={-1}>
      {children}
    </Text>
  );
};

/** What was tried becomes a rule of the programme, or of all of its organisation, from a day on, with a reason that stays with it. */
export const PutInForce = ({ programmeId, organisation, proposal, tomorrow }: PutInForceProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules.force' });
  const queries = useQueryClient();
  const { values, field } = useDraft({ effectiveFrom: tomorrow, reason: '' });
  const [reach, setReach] = useState<Reach>({ of: 'programme', binding: false });
  // The same for each try, so that a lost answer does not decide it twice.
  const [overrideId] = useState(newId);
  const [done, setDone] = useState(false);
  const decide = async (): Promise<void> => {
    const { effectiveFrom, reason } = values;
    const override = { overrideId, ...proposal, effectiveFrom, effectiveTo: null, reason: reason.trim() };
    if (reach.of === 'programme') await api.post(`/programmes/${programmeId}/rules/overrides`, override);
    else {
      const path = `/organisations/${organisation.organisationId}/rules/overrides`;
      await api.post(path, { ...override, binding: reach.binding });
    }
    await queries.invalidateQueries({ queryKey: ['rules', programmeId] });
  };
  if (done) return <Done>{t('done')}</Done>;
  return (
    <section>
      <Title order={2} size="md">
        {t('title')}
      </Title>
      <CommandForm label={t('title')} submit={t('submit')} onSubmit={decide} onDone={() => setDone(true)}>
        <Text>{t('words')}</Text>
        <TextField type="date" required label={t('from')} {...field('effectiveFrom')} />
        <ReachChoice organisation={organisation} reach={reach} onChange={setReach} />
        <ReasonField {...field('reason')} />
      </CommandForm>
    </section>
  );
};
