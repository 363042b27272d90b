import type { SegmentEdge } from '@hearth/domain';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { doubtSeconds } from '../minutes/running';
import { StackingCell, StackingRow, StackingTable } from '../stacking-table/stacking-table';
import { lengthWords, useExplain } from './explanation';
import type { TimelineModel } from './geometry';
import { timelineRows } from './rows';

interface TimelineTableProps {
  readonly model: TimelineModel;
  readonly timeZone: string;
  /** Whether it is shown, and not only read aloud. */
  readonly isReached: boolean;
}

const columns = ['person', 'what', 'from', 'fromWitness', 'to', 'toWitness', 'length'] as const;

/** The same as the drawing, in words and figures: for screen readers, for print, and for whoever prefers it. */
export const TimelineTable = ({ model, timeZone, isReached }: TimelineTableProps) => {
  const { t } = useTranslation(['timeline', 'attendance']);
  const format = useFormat();
  const explain = useExplain(timeZone);
  const edge = (of: { at: number; edge: SegmentEdge | null }) =>
    of.edge === null
      ? format.clock(of.at, timeZone)
      : t('tableEdge', { time: format.clock(of.at, timeZone), seconds: doubtSeconds(of.edge.uncertaintyMs) });
  const witness = (of: { edge: SegmentEdge | null } | null) =>
    of === null || of.edge === null ? '—' : t(`attendance:witness.${of.edge.witness}`);
  return (
    <div>
      <Text size="sm" c="dimmed" mb="xs">
        {t('table.caption')}
      </Text>
      <StackingTable
        label={t('table.caption')}
        columns={columns.map((column) => ({ key: column, title: t(`table.${column}`) }))}
        isReached={isReached}
      >
        {timelineRows(model.lanes).map((row) => (
          <StackingRow
            key={row.id}
            head={row.part === 'patient' ? row.displayName : `${row.displayName} · ${t(`part.${row.part}`)}`}
          >
            <StackingCell of="what">{t(`table.kind.${row.kind}`)}</StackingCell>
            <StackingCell of="from">{edge(row.from)}</StackingCell>
            <StackingCell of="fromWitness">{witness(row.from)}</StackingCell>
            <StackingCell of="to">{row.to === null ? t('table.stillHere') : edge(row.to)}</StackingCell>
            <StackingCell of="toWitness">{witness(row.to)}</StackingCell>
            <StackingCell of="length">
              {lengthWords(row.ms, (key, values) => t(key, { ...values }))}
            </StackingCell>
          </StackingRow>
        ))}
      </StackingTable>
      {model.bands.length > 0 && (
        <ul>
          {model.bands.map((band) => (
            <li key={`${band.kind}-${band.from}`}>{explain.band(band)}</li>
          ))}
        </ul>
      )}
    </div>
  );
};
