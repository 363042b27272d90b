import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** What has one canonical form: no floats beyond what JSON prints exactly, no undefined, no class instances. */
export type Canonical =
  string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical | undefined };

/**
 * JSON with keys in code-unit order and no white space (RFC 8785 for the values that Hearth hashes), so that the
 * same content always has the same bytes. Keys without a value are left out, as JSON does.
 * @throws RangeError for a number that JSON cannot carry
 */
export const canonicalJson = (value: Canonical): string => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('not a finite number');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value)
    .filter((entry): entry is [string, Canonical] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
};

const isList = (value: object): value is readonly Canonical[] => Array.isArray(value);

/** Lower-case hex SHA-256 of a text in UTF-8. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
