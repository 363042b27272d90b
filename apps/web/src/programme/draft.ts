import { useContext, useState } from 'react';
import { DraftKeeper } from '../command-form/draft-keeper';

/** What a field shows, and who hears of its change. */
export interface Part<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** A part of a draft, under the name by which the command knows it: so a field finds what is wrong with it, too. */
export interface Field<Value> extends Part<Value> {
  readonly name: string;
}

export interface Draft<Values extends object> {
  readonly values: Values;
  /** All that a field of the form needs to be given. */
  readonly field: <Key extends keyof Values & string>(key: Key) => Field<Values[Key]>;
  /** Takes over one value, as a field reports it. */
  readonly set: <Key extends keyof Values>(key: Key) => (value: Values[Key]) => void;
  /** Takes over several values that change together. */
  readonly change: (part: Partial<Values>) => void;
  /** Begins anew; what was entered is gone. */
  readonly start: (values: Values) => void;
}

/**
 * What somebody has entered so far.
 * @param initial by the names that the command has for its fields, so that a refusal finds the field it is about
 */
export const useDraft = <Values extends object>(initial: Values | (() => Values)): Draft<Values> => {
  const [values, start] = useState(initial);
  const keeper = useContext(DraftKeeper);
  const change = (part: Partial<Values>): void => {
    start((before) => ({ ...before, ...part }));
    keeper.begun();
  };
  const set =
    <Key extends keyof Values>(key: Key) =>
    (value: Values[Key]): void => {
      start((before) => ({ ...before, [key]: value }));
      keeper.begun();
    };
  return {
    values,
    start,
    change,
    set,
    field: (name) => ({ name, value: values[name], onChange: set(name) }),
  };
};

/** What the fields of one entry need to be given, when the entry is changed as a whole. */
export const partsOf =
  <Entry extends object>(entry: Entry, onChange: (entry: Entry) => void) =>
  <Key extends keyof Entry>(key: Key): Part<Entry[Key]> => ({
    value: entry[key],
    onChange: (value) => onChange({ ...entry, [key]: value }),
  });

export interface Row<Entry extends object> {
  readonly entry: Entry;
  /** Beginning with one. */
  readonly place: number;
  readonly part: <Key extends keyof Entry>(key: Key) => Part<Entry[Key]>;
  readonly change: (entry: Entry) => void;
  readonly remove: () => void;
}

/** A list that is changed entry by entry, and as a whole in the end. */
export const rowsOf = <Entry extends object>({
  value: entries,
  onChange,
}: Part<readonly Entry[]>): readonly Row<Entry>[] =>
  entries.map((entry, index) => {
    const change = (next: Entry): void => onChange(entries.with(index, next));
    return {
      entry,
      place: index + 1,
      part: partsOf(entry, change),
      change,
      remove: () => onChange(entries.toSpliced(index, 1)),
    };
  });

/** Null for nothing entered. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
