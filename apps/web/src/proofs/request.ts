import { addDays } from '@hearth/domain';

/** What a proof is asked for. Days are programme-local ISO dates, both included. */
export interface Asked {
  readonly programmeId: string;
  /** Null: everybody's sessions. */
  readonly enrollmentId: string | null;
  readonly from: string;
  readonly to: string;
}

export type Flaw = 'days' | 'order' | 'long';

/** The longest period that is given out at once. In days. */
const LONGEST = 92;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Why it cannot be asked for so; null when it can. */
export const flawOf = ({ from, to }: Asked): Flaw | null => {
  if (!isDay(from) || !isDay(to)) return 'days';
  if (from > to) return 'order';
  return addDays(from, LONGEST) < to ? 'long' : null;
};

/** Where the proof is, as a document to read or as data to check. */
export const addressOf = ({ programmeId, enrollmentId, from, to }: Asked, kind: 'pdf' | 'json'): string => {
  const of = enrollmentId === null ? `programmes/${programmeId}` : `enrollments/${enrollmentId}`;
  return `/api/${of}/proof${kind === 'pdf' ? '.pdf' : ''}?from=${from}&to=${to}`;
};
