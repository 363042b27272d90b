import type { PatientWeek, RunningMinutes } from '@hearth/views';
import { Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRunningMinutes } from '../live/running-minutes';

interface MinutesMeterProps {
  readonly label: string;
  readonly figure: RunningMinutes;
  readonly verdict: PatientWeek['verdict'];
  readonly span: 'today' | 'week';
}

/** Minutes so far and to go, in words that count what is there and not what is missing. */
export const MinutesMeter = ({ label, figure, verdict, span }: MinutesMeterProps) => {
  const { t } = useTranslation('week');
  const minutes = useRunningMinutes(figure);
  const target = verdict.targetMinutes;
  const toGo = Math.max(0, target - minutes);
  const hasTarget = target > 0 && verdict.status !== 'not-applicable';
  const sentence = ((): string => {
    if (!hasTarget) return t('meter.plain', { count: minutes });
    if (toGo === 0) return t(`meter.reached.${span}`, { count: minutes });
    if (minutes === 0) return t(`meter.begin.${span}`, { count: target });
    return t(`meter.toGo.${span}`, { count: minutes, toGo });
  })();
  return (
    <Stack gap={6}>
      <Text fw={650}>{label}</Text>
      <Text className="tabular">{sentence}</Text>
      {hasTarget && (
        <Progress.Root size="lg" radius="xl" aria-hidden>
          <Progress.Section value={Math.min(100, (minutes / target) * 100)} color="brand" />
        </Progress.Root>
      )}
    </Stack>
  );
};
