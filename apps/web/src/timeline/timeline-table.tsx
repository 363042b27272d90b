import { Table } from '@mantine/core';
import type { SegmentEdge } from '@hearth/domain';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { doubtSeconds } from '../minutes/running';
import { lengthWords, useExplain } from './explanation';
import type { TimelineModel } from './geometry';
import { timelineRows } from './rows';
import styles from './timeline.module.css';

interface TimelineTableProps {
  readonly model: TimelineModel;
  readonly timeZone: string;
}

/** The same as the drawing, in words and figures: for screen readers, for print, and for whoever prefers it. */
export const TimelineTable = ({ model, timeZone }: TimelineTableProps) => {
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
    <div className={styles.tables} tabIndex={0} role="region" aria-label={t('table.label')}>
      <Table className="tabular" verticalSpacing={4}>
        <Table.Caption>{t('table.caption')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {['person', 'what', 'from', 'fromWitness', 'to', 'toWitness', 'length'].map((column) => (
              <Table.Th key={column} scope="col">
                {t(`table.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {timelineRows(model.lanes).map((row) => (
            <Table.Tr key={row.id}>
              <Table.Th scope="row">
                {row.part === 'patient' ? row.displayName : `${row.displayName} · ${t(`part.${row.part}`)}`}
              </Table.Th>
              <Table.Td>{t(`table.kind.${row.kind}`)}</Table.Td>
              <Table.Td>{edge(row.from)}</Table.Td>
              <Table.Td>{witness(row.from)}</Table.Td>
              <Table.Td>{row.to === null ? t('table.stillHere') : edge(row.to)}</Table.Td>
              <Table.Td>{witness(row.to)}</Table.Td>
              <Table.Td>{lengthWords(row.ms, (key, values) => t(key, { ...values }))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
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
