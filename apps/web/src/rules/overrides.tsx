import type { ProgrammeRulesAnswer } from '@hearth/contracts';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { More } from '../programme/change-form';
import { TextField } from '../programme/fields';
import { DecisionForm } from './decision-form';
import { inWords } from './figures';
import styles from './rules.module.css';

export interface OverridesProps {
  readonly rules: ProgrammeRulesAnswer;
  readonly programmeId: string;
  readonly mayDecide: boolean;
}

const Withdrawal = ({
  programmeId,
  overrideId,
}: {
  readonly programmeId: string;
  readonly overrideId: string;
}) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const [lastDay, setLastDay] = useState('');
  return (
    <More title={t('withdraw.open')}>
      <DecisionForm
        programmeId={programmeId}
        label={t('withdraw.open')}
        submit={t('withdraw.submit')}
        kind="withdrawals"
        body={{ overrideId, lastDay }}
      >
        <TextField type="date" required label={t('withdraw.lastDay')} value={lastDay} onChange={setLastDay} />
      </DecisionForm>
    </More>
  );
};

/** What the programme has changed, each with its reason and the way to withdraw it. */
export const Overrides = ({ rules, programmeId, mayDecide }: OverridesProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  if (rules.overrides.length === 0) return <Text>{t('noOverrides')}</Text>;
  return (
    <ul className={styles.overrides}>
      {rules.overrides.map(({ overrideId, packId, ruleId, parameters, effectiveFrom, effectiveTo }) => {
        const decision = rules.decisions.find((each) => each.overrideId === overrideId);
        const list = Object.entries(parameters)
          .map(([name, value]) => `${name} ${inWords(value)}`)
          .join('; ');
        return (
          <li key={overrideId}>
            {t('override', { pack: packId, rule: ruleId ?? '', list, from: effectiveFrom })}
            {effectiveTo !== null && `, ${t('until', { day: effectiveTo })}`}
            <Text size="sm" c="dimmed">
              {decision?.reason == null
                ? t('noReason')
                : t('reason', { reason: decision.reason, name: decision.byName })}
            </Text>
            {mayDecide && effectiveTo === null && (
              <Withdrawal programmeId={programmeId} overrideId={overrideId} />
            )}
          </li>
        );
      })}
    </ul>
  );
};
