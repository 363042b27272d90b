import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Dates, times and minutes in the reader's language, and always in the zone that is said. */
export interface Format {
  /** `5:41 PM`, in `timeZone`, the reader's own when it is not given. */
  readonly time: (instant: number, timeZone?: string) => string;
  /** With seconds, for "stale since". */
  readonly clock: (instant: number, timeZone?: string) => string;
  /** `Monday, 3 March`. */
  readonly day: (instant: number, timeZone?: string) => string;
  /** `Mon 3`, from a programme-local ISO date. */
  readonly shortDay: (isoDate: string) => string;
  /** `Monday, 3 March`, from a programme-local ISO date. */
  readonly longDay: (isoDate: string) => string;
  /** Whole minutes, rounded down: nobody is promised a minute that is not there yet. */
  readonly minutes: (ms: number) => string;
  readonly number: (value: number) => string;
  /** The zone's short name, e.g. `EST`. */
  readonly zone: (instant: number, timeZone: string) => string;
}

const formatters = (language: string): Format => {
  const made = new Map<string, Intl.DateTimeFormat>();
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = JSON.stringify(options);
    const known = made.get(key) ?? new Intl.DateTimeFormat(language, options);
    made.set(key, known);
    return known;
  };
  const numbers = new Intl.NumberFormat(language);
  const noon = (isoDate: string): Date => new Date(`${isoDate}T12:00:00Z`);
  return {
    time: (instant, timeZone) => format({ hour: 'numeric', minute: '2-digit', timeZone }).format(instant),
    clock: (instant, timeZone) =>
      format({ hour: 'numeric', minute: '2-digit', second: '2-digit', timeZone }).format(instant),
    day: (instant, timeZone) =>
      format({ weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(instant),
    shortDay: (isoDate) => {
      const weekday = format({ weekday: 'short', timeZone: 'UTC' }).format(noon(isoDate));
      return `${weekday} ${format({ day: 'numeric', timeZone: 'UTC' }).format(noon(isoDate))}`;
    },
    longDay: (isoDate) =>
      format({ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(noon(isoDate)),
    minutes: (ms) => numbers.format(Math.floor(ms / 60_000)),
    number: (value) => numbers.format(value),
    zone: (instant, timeZone) =>
      format({ timeZone, timeZoneName: 'short' })
        .formatToParts(instant)
        .find((part) => part.type === 'timeZoneName')?.value ?? timeZone,
  };
};

export const useFormat = (): Format => {
  const { i18n } = useTranslation();
  return useMemo(() => formatters(i18n.language), [i18n.language]);
};

/** The local date of an instant in a zone, `YYYY-MM-DD`. */
export const localDay = (instant: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  );
