import i18next, { type BackendModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isLanguage, languages, rememberedLanguage, rememberLanguage, type Language } from './language';

export { isLanguage, languages, type Language };

type Words = Readonly<Record<string, unknown>>;

/** Each feature's words are a file of their own and come with the screen that needs them. */
const files: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    import(`./${language}/${namespace}.json`).then(
      (file: { default: Words }) => done(null, file.default),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

/** Starts the translations in the language that was chosen last, else the browser's. */
export const startTranslation = async (): Promise<i18n> => {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(files)
    .use(initReactI18next)
    .init({
      lng: rememberedLanguage(),
      fallbackLng: 'en',
      supportedLngs: [...languages],
      ns: ['shell', 'problem', 'help'],
      defaultNS: 'shell',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  return i18next;
};

/** Changes the language now and for the next visit on this device. */
export const chooseLanguage = async (language: Language): Promise<void> => {
  rememberLanguage(language);
  await i18next.changeLanguage(language);
};
