import type { RoomDocument } from '@hearth/views';
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { roomNames } from '../people/room-names';
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
      <div className={styles.tables} tabIndex={0} role="region" aria-label={t('corrections.title')}>
        <Table className="tabular" verticalSpacing={4}>
          <Table.Caption>{t('corrections.caption')}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column} scope="col">
                  {t(`corrections.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {room.corrections.map((one) => (
              <Table.Tr key={one.correctionId}>
                <Table.Th scope="row">{names.get(one.patientId) ?? '—'}</Table.Th>
                <Table.Td>{length(one.before.countedMs)}</Table.Td>
                <Table.Td>{length(one.after.countedMs)}</Table.Td>
                <Table.Td>{t(`corrections.basis.${one.basis}`)}</Table.Td>
                <Table.Td>{one.reason ?? '—'}</Table.Td>
                <Table.Td>{one.byName ?? t('corrections.team')}</Table.Td>
                <Table.Td>
                  {format.day(one.at, room.timeZone)}, {format.clock(one.at, room.timeZone)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
};
