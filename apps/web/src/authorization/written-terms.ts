import { authorizationChangeBody } from '@hearth/contracts';
import type { AuthorizationUse } from '@hearth/views';
import type { z } from 'zod';

/** The form's fields as they are written. */
export interface WrittenTerms {
  readonly number: string;
  readonly payer: string;
  readonly codes: string;
  readonly revenueCode: string;
  readonly units: string;
  readonly usedBefore: string;
  readonly from: string;
  readonly to: string;
  readonly reviewEvery: string;
  readonly reviewNext: string;
  readonly place: 'by-residence' | '10' | '02' | 'none';
  readonly modifier: string;
  readonly note: string;
}

export const nothingWritten = (today: string): WrittenTerms => ({
  number: '',
  payer: '',
  codes: 'S9480',
  revenueCode: '0905',
  units: '30',
  usedBefore: '0',
  from: today,
  to: '',
  reviewEvery: '7',
  reviewNext: '',
  place: 'by-residence',
  modifier: '95',
  note: '',
});

export const writtenOf = ({ terms, number, note }: AuthorizationUse): WrittenTerms => ({
  number: number ?? '',
  payer: terms.payer,
  codes: terms.codes.join(' '),
  revenueCode: terms.revenueCode ?? '',
  units: String(terms.units),
  usedBefore: String(terms.usedBefore),
  from: terms.from,
  to: terms.to,
  reviewEvery: terms.review.everyDays === null ? '' : String(terms.review.everyDays),
  reviewNext: terms.review.nextOn ?? '',
  place: terms.telehealth.placeOfService ?? 'none',
  modifier: terms.telehealth.modifier ?? '',
  note: note ?? '',
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text));

export type TermsRead =
  | { readonly ok: true; readonly body: z.infer<typeof authorizationChangeBody> }
  | { readonly ok: false; readonly fields: readonly (keyof WrittenTerms)[] };

const fieldOf = (path: readonly PropertyKey[]): keyof WrittenTerms => {
  const [first, second] = path;
  if (first === 'review') return second === 'everyDays' ? 'reviewEvery' : 'reviewNext';
  if (first === 'telehealth') return second === 'modifier' ? 'modifier' : 'place';
  const known = [
    'number',
    'payer',
    'codes',
    'revenueCode',
    'units',
    'usedBefore',
    'from',
    'to',
    'note',
  ] as const;
  return known.find((field) => field === first) ?? 'note';
};

/** What was written, as the api takes it, or which fields do not fit yet. */
export const readTerms = (written: WrittenTerms, levelOfCare: 'iop' | 'php' | 'op' = 'iop'): TermsRead => {
  const { payer, from, to, number, note } = written;
  const read = authorizationChangeBody.safeParse({
    payer,
    levelOfCare,
    codes: written.codes.split(/[\s,;]+/).filter((code) => code !== ''),
    revenueCode: orNull(written.revenueCode),
    units: Number(written.units),
    usedBefore: Number(written.usedBefore),
    from,
    to,
    review: { nextOn: orNull(written.reviewNext), everyDays: numberOrNull(written.reviewEvery) },
    telehealth: {
      placeOfService: written.place === 'none' ? null : written.place,
      modifier: orNull(written.modifier),
    },
    number,
    ...(note.trim() === '' ? {} : { note }),
  });
  if (!read.success)
    return { ok: false, fields: [...new Set(read.error.issues.map(({ path }) => fieldOf(path)))] };
  const wrong: (keyof WrittenTerms)[] = [];
  if (to < from) wrong.push('to');
  if (read.data.usedBefore > read.data.units) wrong.push('usedBefore');
  const { nextOn } = read.data.review;
  if (nextOn !== null && nextOn < from) wrong.push('reviewNext');
  return wrong.length > 0 ? { ok: false, fields: wrong } : { ok: true, body: read.data };
};
