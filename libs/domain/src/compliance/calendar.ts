import { HOUR, type Instant } from '../time.js';

/** A calendar day of the programme, `YYYY-MM-DD`. Days and weeks are counted in the programme's time zone. */
export type LocalDate = string;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
};

/** The day that a moment falls on in a time zone (IANA name). */
export const localDate = (at: Instant, timeZone: string): LocalDate => formatOf(timeZone).format(at);

const asUtc = (day: LocalDate): Date => new Date(`${day}T00:00:00Z`);

/** The day `count` days after (or, negative, before) another. Calendar arithmetic: no time zone takes part. */
export const addDays = (day: LocalDate, count: number): LocalDate => {
  const moved = asUtc(day);
  moved.setUTCDate(moved.getUTCDate() + count);
  return moved.toISOString().slice(0, 10);
};

/** The first moment of a day in a time zone, also when clocks change at midnight. */
export const startOfDay = (day: LocalDate, timeZone: string): Instant => {
  const noon = asUtc(day).getTime() + 12 * HOUR;
  let before = noon - 40 * HOUR;
  let within = noon + 28 * HOUR;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (localDate(middle, timeZone) < day) before = middle;
    else within = middle;
  }
  return within;
};

export type WeekStart = 'monday' | 'sunday';

/** The first day of the week that a day belongs to. */
export const weekStartOf = (day: LocalDate, weekStart: WeekStart): LocalDate => {
  const weekday = asUtc(day).getUTCDay();
  return addDays(day, -(weekStart === 'monday' ? (weekday + 6) % 7 : weekday));
};

/** The seven days of a week, first to last. */
export const daysOfWeek = (first: LocalDate): readonly LocalDate[] =>
  [0, 1, 2, 3, 4, 5, 6].map((count) => addDays(first, count));

/** How many days one day is after another. */
export const daysApart = (from: LocalDate, to: LocalDate): number =>
  Math.round((asUtc(to).getTime() - asUtc(from).getTime()) / (24 * HOUR));
