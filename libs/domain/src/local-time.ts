import { localDate, type LocalDate } from './compliance/calendar.js';
import { HOUR, type Instant } from './time.js';

/** A time of day on a clock on the wall, `HH:mm`. */
export type WallTime = string;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
};

/** What the clocks of a time zone show at a moment, read as if it were UTC. */
const wallAsUtc = (at: Instant, timeZone: string): Instant => {
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** How far the clocks of a time zone are ahead of UTC at a moment, ms. */
const offsetAt = (at: Instant, timeZone: string): number =>
  wallAsUtc(at, timeZone) - Math.floor(at / 1_000) * 1_000;

/**
 * The moment at which the clocks of a time zone show a time on a day. A time that the clocks skip in spring is taken
 * as much later as they skip; of a time that they show twice in autumn, the first is meant.
 */
export const instantAt = (day: LocalDate, time: WallTime, timeZone: string): Instant => {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const before = offsetAt(wall - 24 * HOUR, timeZone);
  const after = offsetAt(wall + 24 * HOUR, timeZone);
  const candidates = [wall - before, wall - after].filter((at) => wallAsUtc(at, timeZone) === wall);
  return candidates.length === 0 ? wall - before : Math.min(...candidates);
};

/** The time of day that the clocks of a time zone show at a moment. */
export const wallTimeOf = (at: Instant, timeZone: string): WallTime =>
  new Date(wallAsUtc(at, timeZone)).toISOString().slice(11, 16);

/** Every day on which some of a span lies: two when it goes over midnight. */
export const daysOf = (from: Instant, to: Instant, timeZone: string): readonly LocalDate[] => {
  const first = localDate(from, timeZone);
  const last = localDate(Math.max(from, to - 1), timeZone);
  return first === last ? [first] : [first, last];
};
