import type { VerdictStatus } from '@hearth/domain';
import type { WeekFilter, WeekRow } from '@hearth/views';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStatusWord } from './sentence';
import styles from './week.module.css';

interface WeekFiltersProps {
  readonly rows: readonly WeekRow[];
  readonly statuses: readonly VerdictStatus[];
  /** Titles of tracks; empty as long as they are not known. */
  readonly tracks: readonly { readonly trackId: string; readonly title: string }[];
  readonly filter: WeekFilter;
  readonly onChange: (filter: WeekFilter) => void;
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
const orNull = (value: string): string | null => (value === '' ? null : value);

/** Track, payer, state and standing: each offers what there is this week. */
export const WeekFilters = ({ rows, statuses, tracks, filter, onChange }: WeekFiltersProps) => {
  const { t } = useTranslation('programme-week');
  const statusWord = useStatusWord();
  const all = { value: '', label: t('filter.all') };
  const named = (values: readonly string[]) => [all, ...values.map((value) => ({ value, label: value }))];
  const offered = tracks.filter(({ trackId }) => rows.some((row) => row.trackId === trackId));
  return (
    <div className={styles.filters} role="group" aria-label={t('filter.label')}>
      {offered.length > 0 && (
        <NativeSelect
          label={t('filter.track')}
          value={filter.trackId ?? ''}
          data={[all, ...offered.map(({ trackId, title }) => ({ value: trackId, label: title }))]}
          onChange={(event) => onChange({ ...filter, trackId: orNull(event.currentTarget.value) })}
        />
      )}
      <NativeSelect
        label={t('filter.payer')}
        value={filter.payer ?? ''}
        data={named(distinct(rows.map(({ payer }) => payer)))}
        onChange={(event) => onChange({ ...filter, payer: orNull(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t('filter.state')}
        value={filter.state ?? ''}
        data={named(distinct(rows.map(({ residenceState }) => residenceState)))}
        onChange={(event) => onChange({ ...filter, state: orNull(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t('filter.standing')}
        value={filter.standing ?? ''}
        data={[all, ...statuses.map((value) => ({ value, label: statusWord(value) }))]}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange({ ...filter, standing: statuses.find((status) => status === chosen) ?? null });
        }}
      />
    </div>
  );
};
