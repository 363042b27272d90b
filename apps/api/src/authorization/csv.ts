import type { AuthorizationRow, AuthorizationUseDocument } from '@hearth/views';
import { commaSeparated, type Cell } from '../http/comma-separated.js';

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

/** The authorizations of a programme as comma-separated values: stable words, in English. */
export const authorizationsCsv = (rows: readonly AuthorizationRow[]): string =>
  commaSeparated(
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
  commaSeparated(
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
