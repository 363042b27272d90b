/**
 * A map that is never changed: a new entry copies one of many small parts, and not all that is there, so that a
 * history of years folds in time that grows with its length and not with the square of it.
 */
export interface KeyedParts<Value> {
  readonly parts: readonly (Readonly<Record<string, Value>> | undefined)[];
}

const PARTS = 512;

export const noParts: KeyedParts<never> = { parts: [] };

/** FNV-1a over the code units. */
const partOf = (key: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash % PARTS;
};

export const entryOf = <Value>({ parts }: KeyedParts<Value>, key: string): Value | null => {
  const part = parts[partOf(key)];
  return part !== undefined && Object.hasOwn(part, key) ? (part[key] ?? null) : null;
};

export const withEntry = <Value>(
  { parts }: KeyedParts<Value>,
  key: string,
  value: Value,
): KeyedParts<Value> => {
  const copy = Array.from({ length: PARTS }, (_, index) => parts[index]);
  copy[partOf(key)] = { ...parts[partOf(key)], [key]: value };
  return { parts: copy };
};

export const keysOf = ({ parts }: KeyedParts<unknown>): readonly string[] =>
  parts.flatMap((part) => (part === undefined ? [] : Object.keys(part)));
