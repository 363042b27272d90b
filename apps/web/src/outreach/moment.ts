import { localDay, type Format } from '../i18n/format';

/** `5:30 PM` today, with the day on another one. */
export const momentWords = (format: Format, at: number, now: number, timeZone: string): string =>
  localDay(at, timeZone) === localDay(now, timeZone)
    ? format.time(at, timeZone)
    : `${format.day(at, timeZone)}, ${format.time(at, timeZone)}`;
