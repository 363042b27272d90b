import type { DayCell, WeekRow } from '@hearth/views';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { PersonName } from '../people/person-name';
import { useSentence } from './sentence';
import { VerdictTag } from './verdict-tag';
import styles from './week.module.css';

/** The least that a day needs: with its longest verdict, and with its name alone. */
const BUSY_REM = 6.5;
const IDLE_REM = 4.25;

interface WeekTableProps {
  readonly days: readonly string[];
  readonly today: string;
  readonly rows: readonly WeekRow[];
  readonly onOpen: (enrollmentId: string) => void;
}

const Cell = ({ cell, today }: { readonly cell: DayCell; readonly today: string }) => {
  const { t } = useTranslation('programme-week');
  const format = useFormat();
  return (
    <div
      role="cell"
      className={`${styles.cell} ${styles.day}`}
      data-today={cell.day === today || undefined}
      data-nothing={cell.minutes === null || cell.verdict === null || undefined}
    >
      <span className={styles.dayName} aria-hidden>
        {format.shortDay(cell.day)}
        {cell.day === today && ` · ${t('today')}`}
      </span>
      {cell.minutes === null || cell.verdict === null ? (
        <span className={styles.none}>
          <span aria-hidden>–</span>
          <span className={styles.hidden}>{t('nothing')}</span>
        </span>
      ) : (
        <>
          <span className={`${styles.minutes} tabular`}>
            {t('minutes', { minutes: format.number(cell.minutes) })}
          </span>
          <VerdictTag status={cell.standing ?? cell.verdict.status} />
        </>
      )}
    </div>
  );
};

interface RowProps {
  readonly row: WeekRow;
  readonly today: string;
  readonly onOpen: (enrollmentId: string) => void;
}

const Row = memo(function Row({ row, today, onOpen }: RowProps) {
  const sentence = useSentence();
  const { t } = useTranslation('programme-week');
  const format = useFormat();
  const { verdict } = row;
  return (
    <>
      <div role="rowheader" className={`${styles.cell} ${styles.person}`}>
        <PersonName displayName={row.displayName} simulated={row.simulated} />
        <span className={styles.payer}>
          {t('payerAndState', { payer: row.payer, state: row.residenceState })}
        </span>
        <button
          type="button"
          className={styles.open}
          aria-label={t('whatIf.openFor', { name: row.displayName })}
          onClick={() => onOpen(row.enrollmentId)}
        >
          {t('whatIf.open')}
        </button>
      </div>
      {row.cells.map((cell) => (
        <Cell key={cell.day} cell={cell} today={today} />
      ))}
      <div role="cell" className={`${styles.cell} ${styles.total}`}>
        <span className={`${styles.minutes} tabular`}>
          {verdict.targetMinutes > 0
            ? t('minutesOfTarget', {
                minutes: format.number(row.minutes),
                target: format.number(verdict.targetMinutes),
              })
            : t('minutes', { minutes: format.number(row.minutes) })}
        </span>
        <VerdictTag status={verdict.status} />
      </div>
      <div role="cell" className={`${styles.cell} ${styles.sentence}`}>
        {/* Beside full minutes of a week, what stands worse is told apart. */}
        {row.standing !== verdict.status && <VerdictTag status={row.standing} />}
        {sentence(row.says)}
        {row.says !== verdict && row.says.ruleId !== null && (
          <span className={styles.payer}>{row.says.ruleId}</span>
        )}
      </div>
    </>
  );
});

/**
 * Patients × days; on a phone one patient below the other, with the days on which there is something. Only the rows in
 * sight are drawn, so that hundreds cost no more than ten, and again only when they have changed.
 * @param onOpen the same function each time
 */
export const WeekTable = ({ days, today, rows, onOpen }: WeekTableProps) => {
  const { t } = useTranslation('programme-week');
  const format = useFormat();
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 96,
    overscan: 8,
    getItemKey: (index) => rows[index]?.patientId ?? index,
  });
  // A day on which nobody has anything needs no more than its name.
  const busy = days.map((_, index) => rows.some((row) => row.cells[index]?.minutes != null));
  const columns: CSSProperties = {
    ['--day-columns' as string]: busy
      .map((is) => `minmax(${is ? BUSY_REM : IDLE_REM}rem, ${is ? 1 : 0.5}fr)`)
      .join(' '),
    ['--days-width' as string]: `${busy.reduce((sum, is) => sum + (is ? BUSY_REM : IDLE_REM), 0)}rem`,
  };
  return (
    <div ref={scroll} className={styles.scroll} tabIndex={0} role="region" aria-label={t('tableLabel')}>
      <div
        role="table"
        className={styles.table}
        aria-label={t('tableLabel')}
        aria-rowcount={rows.length + 1}
        style={columns}
      >
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            <div role="columnheader" className={`${styles.cell} ${styles.person}`}>
              {t('person')}
            </div>
            {days.map((day) => (
              <div
                role="columnheader"
                key={day}
                className={styles.cell}
                data-today={day === today || undefined}
              >
                <span aria-hidden>{format.shortDay(day)}</span>
                <span className={styles.hidden}>{format.longDay(day)}</span>
                {day === today && <span className={styles.todayWord}>{t('today')}</span>}
              </div>
            ))}
            <div role="columnheader" className={styles.cell}>
              {t('week')}
            </div>
            <div role="columnheader" className={`${styles.cell} ${styles.sentence}`}>
              {t('says')}
            </div>
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row !== undefined && (
                <div
                  key={item.key}
                  role="row"
                  aria-rowindex={item.index + 2}
                  data-index={item.index}
                  ref={virtual.measureElement}
                  className={`${styles.row} ${styles.floating}`}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <Row row={row} today={today} onOpen={onOpen} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
};
