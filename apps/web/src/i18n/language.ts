import { isLanguage, languages, type Language } from '@hearth/wording';

export { isLanguage, languages, type Language };

const place = 'hearth.language';

/** The language that was chosen last on this device, else the browser's. */
export const rememberedLanguage = (): Language => {
  const stored = localStorage.getItem(place);
  if (isLanguage(stored)) return stored;
  return navigator.languages.some((tag) => tag.startsWith('es')) && !navigator.language.startsWith('en')
    ? 'es'
    : 'en';
};

export const rememberLanguage = (language: Language): void => localStorage.setItem(place, language);
