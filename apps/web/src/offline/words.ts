import englishHelp from '../i18n/en/help.json';
import english from '../i18n/en/offline.json';
import spanishHelp from '../i18n/es/help.json';
import spanish from '../i18n/es/offline.json';
import type { Language } from '../i18n/language';

export interface OfflineWords {
  readonly offline: typeof english;
  readonly help: typeof englishHelp;
}

/** Both languages are at hand: nothing can be fetched when they are needed. */
const words: Readonly<Record<Language, OfflineWords>> = {
  en: { offline: english, help: englishHelp },
  es: { offline: spanish, help: spanishHelp },
};

export const wordsOf = (language: Language): OfflineWords => words[language];
