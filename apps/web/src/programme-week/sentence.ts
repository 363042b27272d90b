import type { Verdict, VerdictStatus } from '@hearth/domain';
import { isLanguage, statusWord, verdictSentence } from '@hearth/wording';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

const useLanguage = () => {
  const { language } = useTranslation().i18n;
  return isLanguage(language) ? language : 'en';
};

/** The sentence that a verdict speaks, in the reader's words; days are said as days. */
export const useSentence = (): ((verdict: Pick<Verdict, 'sentence'>) => string) => {
  const language = useLanguage();
  return useCallback((verdict) => verdictSentence(language, verdict), [language]);
};

/** What a standing is called, in the reader's words. */
export const useStatusWord = (): ((status: VerdictStatus) => string) => {
  const language = useLanguage();
  return useCallback((status) => statusWord(language, status), [language]);
};
