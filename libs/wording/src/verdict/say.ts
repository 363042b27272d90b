import type { Verdict, VerdictStatus } from '@hearth/domain';
import { longDay } from '../day.js';
import type { Language } from '../language.js';
import { english } from './en.js';
import { spanish } from './es.js';
import type { VerdictWords } from './words.js';

const words: Readonly<Record<Language, VerdictWords>> = { en: english, es: spanish };

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** The sentence that a verdict speaks, with its figures; days are said as days. */
export const verdictSentence = (
  language: Language,
  { sentence: { key, values } }: Pick<Verdict, 'sentence'>,
): string =>
  words[language].sentence[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    return isDay(value) ? longDay(language, value) : String(value ?? '');
  });

/** What a standing is called. */
export const statusWord = (language: Language, status: VerdictStatus): string =>
  words[language].status[status];
