import { describe, expect, it } from '@jest/globals';
import { verdictSentences, type VerdictSentence } from '@hearth/domain';
import { english } from './en.js';
import { spanish } from './es.js';
import { statusWord, verdictSentence } from './say.js';

const holes = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();
const spoken = (key: VerdictSentence, values: Readonly<Record<string, string | number>>) => ({
  sentence: { key, values },
});

describe('what a verdict says', () => {
  it('is the same in both languages, with its figures', () => {
    const verdict = spoken('week.at-risk', { minutes: 360, needed: 180, remaining: 60 });
    expect(verdictSentence('en', verdict)).toBe(
      '360 min so far. 180 more are needed, but only 60 min are still planned.',
    );
    expect(verdictSentence('es', verdict)).toMatch(/360 .*180 .*60 /);
    expect(statusWord('es', 'at-risk')).toBe('En riesgo');
  });

  it('calls days by their names, whatever the time zone of the reader', () => {
    const gap = spoken('gap.longer', { days: 4, maximum: 3, from: '2026-11-16', to: '2026-11-20' });
    expect(verdictSentence('en', gap)).toContain('from Monday, November 16 to Friday, November 20');
    expect(verdictSentence('es', gap)).toContain('lunes, 16 de noviembre');
  });

  it.each(verdictSentences)('%s leaves no text empty and fills the same holes', (key) => {
    expect(english.sentence[key].trim()).not.toBe('');
    expect(spanish.sentence[key].trim()).not.toBe('');
    expect(holes(spanish.sentence[key])).toEqual(holes(english.sentence[key]));
  });
});
