import type { AuthorizationRow, AuthorizationUseDocument } from '@hearth/views';

type Cell = string | number | null;

// A spreadsheet takes a cell that begins like this for a formula; the quote makes it a text.
const harmless = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

const written = (value: Cell): string => {
  const text = typeof value === 'string' ? harmless(value) : String(value ?? '');
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, ...rows].map((row) => row.map(written).join(',')).join('\r\n') + '\r\n';

const listHead = [
  'patient',
  'enrollment',
  'authorization',
  'number',
  'payer',
  'codes',
  'revenue_code',
  'from',
  'to',
  'units',
  'used',
  'left',
  'last_unit_on',
  'next_review_on',
  'days_without_authorization',
  'closed',
];

/** The authorizations of a programme as comma-separated values (RFC 4180): stable words, in English. */
export const authorizationsCsv = (rows: readonly AuthorizationRow[]): string =>
  table(
    listHead,
    rows.map(({ terms, ...row }) => [
      row.displayName,
      row.enrollmentId,
      row.authorizationId,
      row.number,
      terms.payer,
      terms.codes.join(' '),
      terms.revenueCode,
      terms.from,
      terms.to,
      terms.units,
      row.used,
      row.left,
      row.lastUnitOn,
      terms.review.nextOn,
      row.uncovered,
      row.closed,
    ]),
  );

const unitsHead = [
  'day',
  'patient',
  'enrollment',
  'minutes',
  'units',
  'code',
  'revenue_code',
  'place_of_service',
  'modifier',
  'authorization_number',
  'sealed',
  'bill_instead',
];

/** Each day of attendance with what it comes to on a claim, or what can be billed by itself instead. */
export const unitsCsv = (
  uses: readonly AuthorizationUseDocument[],
  { from, to }: { readonly from: string; readonly to: string },
): string =>
  table(
    unitsHead,
    uses
      .flatMap((use) =>
        use.days
          .filter(({ day }) => from <= day && day <= to)
          .map(({ day, countedMinutes, unit, sealed, discrete }): readonly Cell[] => [
            day,
            use.displayName,
            use.enrollmentId,
            countedMinutes,
            unit === null ? 0 : 1,
            unit?.code ?? null,
            unit?.revenueCode ?? null,
            unit?.placeOfService ?? null,
            unit?.modifier ?? null,
            use.authorizations.find(({ authorizationId }) => authorizationId === unit?.authorizationId)
              ?.number ?? null,
            sealed ? 'yes' : 'no',
            discrete.map(({ code, minutes }) => `${code} (${minutes} min)`).join('; '),
          ]),
      )
      .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : String(a[0]) > String(b[0]) ? 1 : 0)),
  );
