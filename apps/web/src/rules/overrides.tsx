import type { ProgrammeRulesAnswer } from '@hearth/contracts';
import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../programme/draft';
import { More } from '../programme/more';
import { TextField } from '../programme/fields';
import { Tag } from '../tag/tag';
import { DecisionForm } from './decision-form';
import { inWords } from './figures';
import styles from './rules.module.css';

export interface OverridesProps {
  readonly rules: ProgrammeRulesAnswer;
  readonly programmeId: string;
  readonly mayDecide: boolean;
}

type Override =
  ProgrammeRulesAnswer['overrides'][number] | ProgrammeRulesAnswer['organisation']['overrides'][number];

interface WithdrawalProps {
  readonly programmeId: string;
  /** Of an override of the organisation. */
  readonly organisationId: string | undefined;
  readonly overrideId: string;
}

const Withdrawal = ({ programmeId, organisationId, overrideId }: WithdrawalProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const { values, field } = useDraft({ lastDay: '' });
  return (
    <More title={t('withdraw.open')}>
      <DecisionForm
        programmeId={programmeId}
        {...(organisationId === undefined ? {} : { organisationId })}
        label={t('withdraw.open')}
        submit={t('withdraw.submit')}
        kind="withdrawals"
        body={{ overrideId, ...values }}
      >
        <TextField type="date" required label={t('withdraw.lastDay')} {...field('lastDay')} />
      </DecisionForm>
    </More>
  );
};

interface ItemProps extends Omit<WithdrawalProps, 'overrideId'> {
  readonly override: Override;
  readonly decisions: ProgrammeRulesAnswer['decisions'];
  readonly mayDecide: boolean;
}

const Item = ({ override, decisions, mayDecide, programmeId, organisationId }: ItemProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const { overrideId, packId, ruleId, parameters, effectiveFrom, effectiveTo } = override;
  const type = organisationId === undefined ? 'RulesOverridden' : 'OrganisationRulesOverridden';
  const decision = decisions.find((each) => each.overrideId === overrideId && each.type === type);
  const list = Object.entries(parameters)
    .map(([name, value]) => `${name} ${inWords(value)}`)
    .join('; ');
  return (
    <li>
      {t('override', { pack: packId, rule: ruleId ?? '', list, from: effectiveFrom })}
      {effectiveTo !== null && `, ${t('until', { day: effectiveTo })}`}{' '}
      {'binding' in override && (
        <Tag tone={override.binding ? 'brand' : 'plain'}>{t(override.binding ? 'binding' : 'usual')}</Tag>
      )}
      <Text size="sm" c="dimmed">
        {decision?.reason == null
          ? t('noReason')
          : t('reason', { reason: decision.reason, name: decision.byName })}
      </Text>
      {mayDecide && effectiveTo === null && (
        <Withdrawal programmeId={programmeId} organisationId={organisationId} overrideId={overrideId} />
      )}
    </li>
  );
};

/** What the programme and its organisation have changed, each with its reason and the way to withdraw it. */
export const Overrides = ({ rules, programmeId, mayDecide }: OverridesProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const { overrides, organisation, decisions } = rules;
  return (
    <Stack gap="sm">
      {overrides.length === 0 ? (
        <Text>{t('noOverrides')}</Text>
      ) : (
        <ul className={styles.overrides}>
          {overrides.map((override) => (
            <Item
              key={override.overrideId}
              {...{ override, decisions, mayDecide, programmeId, organisationId: undefined }}
            />
          ))}
        </ul>
      )}
      {organisation.overrides.length > 0 && (
        <>
          <Title order={3} size="md">
            {t('overridesOrganisation')}
          </Title>
          <ul className={styles.overrides} aria-label={t('overridesOrganisation')}>
            {organisation.overrides.map((override) => (
              <Item
                key={override.overrideId}
                {...{ override, decisions, programmeId }}
                organisationId={organisation.organisationId}
                mayDecide={organisation.mayDecide}
              />
            ))}
          </ul>
        </>
      )}
    </Stack>
  );
};
