import type { ProgrammeRulesAnswer } from '@hearth/contracts';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import styles from './rules.module.css';

/** Everything that was decided about the rules, the newest first, each with its author and reason. */
export const History = ({
  rules,
  timeZone,
}: {
  readonly rules: ProgrammeRulesAnswer;
  readonly timeZone: string;
}) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const format = useFormat();
  if (rules.decisions.length === 0) return <Text>{t('history.none')}</Text>;
  return (
    <ol className={styles.overrides} aria-label={t('tabs.history')}>
      {rules.decisions.toReversed().map(({ type, at, packId, overrideId, reason, byName }) => (
        <li key={`${type} ${at} ${overrideId ?? packId ?? ''}`}>
          {t(`history.${type}`, { pack: packId ?? '' })}{' '}
          <span className="tabular">
            {format.day(at, timeZone)}, {format.time(at, timeZone)}
          </span>
          <Text size="sm" c="dimmed">
            {reason === null ? t('noReason') : t('reason', { reason, name: byName })}
          </Text>
        </li>
      ))}
    </ol>
  );
};
