import { createContext, use, type ReactNode } from 'react';
import styles from './stacking-table.module.css';

export interface Column {
  readonly key: string;
  readonly title: string;
  /** Said instead of the title by what reads the page aloud, where the title is an abbreviation. */
  readonly spoken?: string;
  readonly marked?: boolean;
}

const Columns = createContext<readonly Column[]>([]);

interface StackingTableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  /** Whether the keyboard reaches it, to look at what does not fit; not for one that only is read aloud. */
  readonly isReached?: boolean;
  /** Its rows: each a `StackingRow`. */
  readonly children: ReactNode;
}

/**
 * A table where there is room for it. Where there is not, each row is a card in which every value has its column's title
 * beside it. Roles are written out, so that it stays a table to screen readers however it is drawn.
 */
export const StackingTable = ({ label, columns, isReached = true, children }: StackingTableProps) => (
  <div className={styles.region} {...(isReached ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {})}>
    <table role="table" className={styles.table} aria-label={label}>
      <thead role="rowgroup" className={styles.columns}>
        <tr role="row">
          {columns.map(({ key, title, spoken, marked }) => (
            <th
              key={key}
              role="columnheader"
              scope="col"
              aria-label={spoken}
              data-marked={marked === true || undefined}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className={styles.rows}>
        <Columns value={columns}>{children}</Columns>
      </tbody>
    </table>
  </div>
);

interface StackingRowProps {
  readonly head: ReactNode;
  /** In the order of the columns behind the first. */
  readonly children: ReactNode;
}

/** One line, or one card. */
export const StackingRow = ({ head, children }: StackingRowProps) => (
  <tr role="row" className={styles.row}>
    <th role="rowheader" scope="row" className={styles.head}>
      {head}
    </th>
    {children}
  </tr>
);

interface StackingCellProps {
  /** The column's key; without one nothing stands beside the value, as with a button that says itself what it does. */
  readonly of?: string;
  /** There is nothing to see in it, which a card need not show; it is still read aloud. */
  readonly isEmpty?: boolean;
  readonly children: ReactNode;
}

/** A value; its column's title stands beside it where there are no columns. */
export const StackingCell = ({ of, isEmpty = false, children }: StackingCellProps) => {
  const column = use(Columns).find(({ key }) => key === of);
  return (
    <td
      role="cell"
      className={styles.cell}
      data-marked={column?.marked === true || undefined}
      data-empty={isEmpty || undefined}
    >
      {column !== undefined && (
        <span className={styles.label} aria-hidden>
          {column.title}
        </span>
      )}
      <div className={styles.value}>{children}</div>
    </td>
  );
};
