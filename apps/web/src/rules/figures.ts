import type { Rule } from '@hearth/domain';

const told: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'version',
  'severity',
  'source',
  'evidence',
  'statement',
  'appliesWhen',
  'ageBand',
  'effectiveFrom',
  'effectiveTo',
  'billing',
]);

/** The parameters of a rule, beside what is said of it elsewhere. */
export const figuresOf = (rule: Rule): readonly (readonly [string, unknown])[] =>
  Object.entries(rule).filter(([name, value]) => !told.has(name) && value !== undefined);

export const inWords = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join(', ') : String(value);

/** Those that are numbers: another one can be tried. */
export const numbersOf = (of: object): readonly (readonly [string, number])[] =>
  Object.entries(of).flatMap(([name, value]) =>
    typeof value === 'number' && name !== 'version' ? [[name, value] as const] : [],
  );
