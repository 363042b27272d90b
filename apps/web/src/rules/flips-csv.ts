import type { ReplayAnswer } from '@hearth/contracts';

// A spreadsheet takes a cell that begins like this for a formula; the quote makes it a text.
const harmless = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

const cell = (value: string | number): string => {
  const text = typeof value === 'number' ? String(value) : harmless(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const head = ['on', 'span', 'patient', 'enrollment', 'rule', 'was', 'was_pack', 'replayed', 'replayed_pack'];

/** All that flips as comma-separated values (RFC 4180), for other programs: stable words, in English. */
export const flipsCsv = ({ flips }: Pick<ReplayAnswer, 'flips'>): string => {
  const pack = (of: ReplayAnswer['flips'][number]['before']): string =>
    of === null ? '' : `${of.packId} ${of.packVersion}`;
  const rows = flips.map(({ on, span, displayName, enrollmentId, ruleId, before, after }) => [
    on,
    span,
    displayName,
    enrollmentId,
    ruleId,
    before?.status ?? '',
    pack(before),
    after?.status ?? '',
    pack(after),
  ]);
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
};
