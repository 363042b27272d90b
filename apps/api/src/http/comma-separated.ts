export type Cell = string | number | null;

// A spreadsheet takes a cell that begins like this for a formula; the quote makes it a text.
const harmless = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

const written = (value: Cell): string => {
  const text = typeof value === 'string' ? harmless(value) : String(value ?? '');
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A table as comma-separated values (RFC 4180), the head first; no cell is a formula to a spreadsheet. */
export const commaSeparated = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, ...rows].map((row) => row.map(written).join(',')).join('\r\n') + '\r\n';
