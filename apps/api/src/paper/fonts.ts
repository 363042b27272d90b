import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

const require = createRequire(import.meta.url);

/** A font that has some of the world's letters. */
export interface FontSet {
  readonly name: string;
  /** Path of the file. */
  readonly regular: string;
  readonly bold: string;
  readonly covers: (codePoint: number) => boolean;
}

const coverage = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(require.resolve('@fontsource/noto-sans/unicode.json'), 'utf8')));

/** `U+0400-045F,U+2116` as pairs of first and last. */
const rangesOf = (text: string): readonly (readonly [number, number])[] =>
  text.split(',').map((range) => {
    const [first = '', last = first] = range.replace('U+', '').split('-');
    return [parseInt(first, 16), parseInt(last, 16)] as const;
  });

const setOf = (name: string): FontSet => {
  const file = (weight: number): string =>
    require.resolve(`@fontsource/noto-sans/files/noto-sans-${name}-${weight}-normal.woff`);
  const ranges = rangesOf(coverage[name] ?? '');
  return {
    name,
    regular: file(400),
    bold: file(700),
    covers: (codePoint) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last),
  };
};

/** The usual one first. */
export const fontSets: readonly [FontSet, ...FontSet[]] = [
  setOf('latin'),
  setOf('latin-ext'),
  setOf('cyrillic'),
  setOf('greek'),
  setOf('vietnamese'),
  setOf('devanagari'),
];
