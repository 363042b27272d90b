import type { ReplayAnswer } from '@hearth/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { PersonName } from '../people/person-name';
import { VerdictTag } from '../programme-week/verdict-tag';
import { flipsCsv } from './flips-csv';
import styles from './rules.module.css';

const SHOWN = 200;

type FlipRow = ReplayAnswer['flips'][number];

const Status = ({ of }: { readonly of: FlipRow['before'] }) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  return of === null ? <Text c="dimmed">{t('replay.notAsked')}</Text> : <VerdictTag status={of.status} />;
};

const Row = ({ flip }: { readonly flip: FlipRow }) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const format = useFormat();
  return (
    <tr>
      <th scope="row">
        {format.longDay(flip.on)}
        <Text size="sm" c="dimmed">
          {t(`replay.span.${flip.span}`)}
        </Text>
      </th>
      <td>
        <PersonName displayName={flip.displayName} simulated={flip.simulated} />
      </td>
      <td>{flip.ruleId}</td>
      <td>
        <Status of={flip.before} />
      </td>
      <td>
        <Status of={flip.after} />
      </td>
    </tr>
  );
};

const save = (answer: ReplayAnswer): void => {
  const address = URL.createObjectURL(new Blob([flipsCsv(answer)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `replay-${answer.packId}-${answer.version}-${answer.from}-${answer.to}.csv`;
  link.click();
  URL.revokeObjectURL(address);
};

/** What flips: in one sentence, day by day, and as a file. */
export const ReplayReport = ({ answer }: { readonly answer: ReplayAnswer }) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const format = useFormat();
  const { flips, daysFlipped, weeksFlipped, weeks, patients } = answer;
  const summary = t('replay.summary', {
    days: format.number(daysFlipped),
    weeks: format.number(weeksFlipped),
    judged: format.number(weeks),
    patients: format.number(patients),
  });
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text role="status" fw={650}>
          {flips.length === 0 ? t('replay.nothing') : summary}
        </Text>
        {flips.length > 0 && (
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() => save(answer)}
          >
            {t('replay.csv')}
          </Button>
        )}
      </Group>
      {flips.length > SHOWN && (
        <Text size="sm">
          {t('replay.more', { shown: format.number(SHOWN), all: format.number(flips.length) })}
        </Text>
      )}
      {answer.leftOut > 0 && (
        <Text size="sm">
          {t('replay.leftOut', { count: answer.leftOut, left: format.number(answer.leftOut) })}
        </Text>
      )}
      {flips.length > 0 && (
        <div className={styles.wide} role="region" aria-label={t('replay.table')} tabIndex={0}>
          <table className={styles.table} aria-label={t('replay.table')}>
            <thead>
              <tr>
                <th scope="col">{t('replay.day')}</th>
                <th scope="col">{t('replay.patient')}</th>
                <th scope="col">{t('rule')}</th>
                <th scope="col">{t('replay.was')}</th>
                <th scope="col">{t('replay.is')}</th>
              </tr>
            </thead>
            <tbody>
              {flips.slice(0, SHOWN).map((flip, index) => (
                <Row key={`${index} ${flip.on} ${flip.enrollmentId} ${flip.ruleId}`} flip={flip} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Stack>
  );
};
