import type { WeekFilter } from '@hearth/views';
import { Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './week.module.css';

interface WeekExportsProps {
  readonly programmeId: string;
  readonly weekStart: string;
  readonly filter: WeekFilter;
}

const queryOf = (weekStart: string, filter: WeekFilter): string => {
  const chosen = Object.entries(filter).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return new URLSearchParams([['weekStart', weekStart], ...chosen]).toString();
};

/** The week as it is filtered: to read and print, and for other programs. */
export const WeekExports = ({ programmeId, weekStart, filter }: WeekExportsProps) => {
  const { t } = useTranslation('programme-week');
  const query = queryOf(weekStart, filter);
  return (
    <Group gap="md" role="group" aria-label={t('exports.label')}>
      <Text size="sm" c="dimmed">
        {t('exports.words')}
      </Text>
      {(['pdf', 'csv'] as const).map((form) => (
        <a
          key={form}
          href={`/api/programmes/${programmeId}/compliance-week.${form}?${query}`}
          download={`week-${weekStart}.${form}`}
          className={styles.proofs}
        >
          <IconDownload size={18} aria-hidden />
          {t(`exports.${form}`)}
        </a>
      ))}
    </Group>
  );
};
