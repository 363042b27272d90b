import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { problemCodes } from '@hearth/contracts';

const folder = join(import.meta.dirname, '.');
const namespaces = (language: string): string[] => readdirSync(join(folder, language)).sort();
const words = (language: string, file: string): unknown =>
  JSON.parse(readFileSync(join(folder, language, file), 'utf8'));

const flatten = (value: unknown, path = ''): Map<string, string> =>
  typeof value === 'object' && value !== null
    ? new Map(
        Object.entries(value).flatMap(([key, inner]) => [
          ...flatten(inner, path === '' ? key : `${path}.${key}`),
        ]),
      )
    : new Map([[path, String(value)]]);

// Spanish has a plural form for millions that English has not; the forms of one key are one key.
const singular = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const keys = (text: ReadonlyMap<string, string>): string[] =>
  [...new Set([...text.keys()].map(singular))].sort();
const holes = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map((hole) => hole[1] ?? '').sort();

/** What is told where plans are made has words of its own there; everything else where anybody may meet it. */
const toldInPlanning = flatten(words('en', 'refusal.json'));
const toldAnywhere = flatten(words('en', 'problem.json'));

describe('translations', () => {
  it.each(problemCodes)('say in words of its own what the problem %s is', (code) => {
    expect(toldAnywhere.get(code) ?? toldInPlanning.get(code)).toEqual(expect.any(String));
  });

  it('are the same files in both languages', () => {
    expect(namespaces('es')).toEqual(namespaces('en'));
  });

  describe.each(namespaces('en'))('%s', (file) => {
    const english = flatten(words('en', file));
    const spanish = flatten(words('es', file));

    it('has the same keys in both languages', () => {
      expect(keys(spanish)).toEqual(keys(english));
    });

    it('leaves no text empty', () => {
      for (const text of [...english.values(), ...spanish.values()]) expect(text.trim()).not.toBe('');
    });

    it('fills the same holes', () => {
      for (const [key, text] of english) {
        const other = spanish.get(key);
        if (other !== undefined) expect([key, ...holes(other)]).toEqual([key, ...holes(text)]);
      }
    });
  });
});
