import { useState } from 'react';

export interface Draft<Values extends object> {
  readonly values: Values;
  /** Takes over one value, as a field reports it. */
  readonly set: <Key extends keyof Values>(key: Key) => (value: Values[Key]) => void;
  readonly start: (values: Values) => void;
}

/** What somebody has entered so far. */
export const useDraft = <Values extends object>(initial: Values | (() => Values)): Draft<Values> => {
  const [values, start] = useState(initial);
  return {
    values,
    start,
    set: (key) => (value) => start((before) => ({ ...before, [key]: value })),
  };
};

/** Null for nothing entered. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
