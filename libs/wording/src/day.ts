import type { Language } from './language.js';

const formats = new Map<Language, Intl.DateTimeFormat>();

const formatOf = (language: Language): Intl.DateTimeFormat => {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const format = formats.get(language) ?? new Intl.DateTimeFormat(language, options);
  formats.set(language, format);
  return format;
};

/** `Monday, March 3`, from a programme-local ISO date. */
export const longDay = (language: Language, isoDate: string): string =>
  formatOf(language).format(new Date(`${isoDate}T12:00:00Z`));
