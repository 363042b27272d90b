import type { RoomDocument } from '@hearth/views';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { roomNames } from '../people/room-names';
import { StackingCell, StackingRow, StackingTable } from '../stacking-table/stacking-table';
import { lengthWords } from './explanation';
import styles from './timeline.module.css';

const columns = ['person', 'before', 'after', 'because', 'reason', 'by', 'at'] as const;

/** Every correction since the seal with both figures, who made it and why; nothing when there is none. */
export const Corrections = ({ room }: { readonly room: RoomDocument }) => {
  const { t } = useTranslation('timeline');
  const format = useFormat();
  if (room.corrections.length === 0) return null;
  const names = roomNames(room);
  const length = (ms: number): string => lengthWords(ms, (key, values) => t(key, { ...values }));
  return (
    <section className={styles.corrections} data-corrections>
      <h2>{t('corrections.title')}</h2>
      <p>{t('corrections.caption')}</p>
      <StackingTable
        label={t('corrections.caption')}
        columns={columns.map((column) => ({ key: column, title: t(`corrections.${column}`) }))}
      >
        {room.corrections.map((one) => (
          <StackingRow key={one.correctionId} head={names.get(one.patientId) ?? '—'}>
            <StackingCell of="before">{length(one.before.countedMs)}</StackingCell>
            <StackingCell of="after">{length(one.after.countedMs)}</StackingCell>
            <StackingCell of="because">{t(`corrections.basis.${one.basis}`)}</StackingCell>
            <StackingCell of="reason">{one.reason ?? '—'}</StackingCell>
            <StackingCell of="by">{one.byName ?? t('corrections.team')}</StackingCell>
            <StackingCell of="at">
              {format.day(one.at, room.timeZone)}, {format.clock(one.at, room.timeZone)}
            </StackingCell>
          </StackingRow>
        ))}
      </StackingTable>
    </section>
  );
};
