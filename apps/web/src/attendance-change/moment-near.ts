const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The wall clock of a zone at an instant, as if it were UTC. */
const wallAt = (instant: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
};

/** `HH:MM` of an instant in a zone, as a time field wants it. */
export const clockOf = (instant: number, timeZone: string): string =>
  new Date(wallAt(instant, timeZone)).toISOString().slice(11, 16);

/**
 * The instant at which clocks of the zone show this, on the day that brings it nearest to another instant: a session
 * may reach over midnight. Null for what is no time of day, and for one that the change to summer time leaves out.
 */
export const momentNear = (clock: string, near: number, timeZone: string): number | null => {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock);
  if (match === null) return null;
  const ofDay = (Number(match[1]) * 60 + Number(match[2])) * MINUTE_MS;
  const nearWall = wallAt(near, timeZone);
  const midnight = nearWall - (((nearWall % DAY_MS) + DAY_MS) % DAY_MS);
  const [best] = [-DAY_MS, 0, DAY_MS]
    .map((shift) => midnight + shift + ofDay)
    .map((wall) => {
      const guess = near + (wall - nearWall);
      const instant = Math.floor((guess - (wallAt(guess, timeZone) - wall)) / MINUTE_MS) * MINUTE_MS;
      return { instant, isSo: wallAt(instant, timeZone) === wall };
    })
    .sort((a, b) => Math.abs(a.instant - near) - Math.abs(b.instant - near));
  return best?.isSo === true ? best.instant : null;
};
