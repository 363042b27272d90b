import { demoId } from '@hearth/contracts';
import { MINUTE, sessionOfOccurrence, type Instant, type SessionType, type Slot } from '@hearth/domain';
import { DateTime } from 'luxon';
import { groupId, groupOf, membersOf, TIME_ZONE } from './groups.js';
import type { DemoPatient } from './people.js';
import { template } from './template.js';

/** One session of the demo; the same name always stands for the same session. */
export interface DemoSession {
  readonly sessionId: string;
  /** Null for a session that stands for itself. */
  readonly groupKey: string | null;
  readonly title: string;
  readonly sessionType: SessionType;
  readonly capacity: number;
  /** The first has charge; the others are co-facilitators. */
  readonly facilitators: readonly string[];
  /** Who of them the simulation moves; null when only people do. */
  readonly simulatedFacilitator: string | null;
  readonly members: readonly DemoPatient[];
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** A Monday before anything of the demo. */
const TEMPLATE_FROM = '2026-01-05';
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const slotId = (weekday: number): string => `weekday-${weekday}`;

/** The week of a group, as the programme plans it: its sessions follow from it. */
export const slotsOf = (group: string): readonly Slot[] =>
  template
    .filter((one) => one.group === group)
    .map(({ weekday, at, minutes, title }) => ({
      slotId: slotId(weekday),
      rule: `FREQ=WEEKLY;BYDAY=${weekdays[weekday - 1] ?? ''}`,
      from: TEMPLATE_FROM,
      startsAt: at,
      minutes,
      title,
      onHolidays: 'skip',
    }));

const GRID_MS = 5 * MINUTE;

export const localTime = (at: Instant): DateTime<true> => {
  const time = DateTime.fromMillis(at, { zone: TIME_ZONE });
  if (!time.isValid) throw new RangeError('not a moment');
  return time;
};

/** The Monday, local, of the week that lies `weeks` away from that of `now`. */
export const mondayOf = (now: Instant, weeks: number): DateTime<true> =>
  localTime(now).startOf('week').plus({ weeks });

/** A time of day on a weekday (1 is Monday) of a week. */
export const momentIn = (monday: DateTime<true>, weekday: number, at: string): Instant => {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  return monday
    .plus({ days: weekday - 1 })
    .set({ hour, minute })
    .toMillis();
};

/** The groups of the week that lies `weeks` away from that of `now` (Monday to Sunday, local), soonest first. */
export const weekOf = (now: Instant, weeks: number): readonly DemoSession[] => {
  const monday = mondayOf(now, weeks);
  return template
    .map(({ weekday, at, minutes, group, title }) => {
      const startsAt = momentIn(monday, weekday, at);
      const meeting = { slotId: slotId(weekday), day: localTime(startsAt).toISODate() };
      const sessionId = sessionOfOccurrence(groupId(group), meeting, 0);
      return ofGroup(sessionId, group, title, startsAt, minutes, weeks);
    })
    .sort((a, b) => a.startsAt - b.startsAt);
};

const ofGroup = (
  sessionId: string,
  key: string,
  title: string,
  startsAt: Instant,
  minutes: number,
  weeks = 0,
): DemoSession => {
  const { sessionType, capacity, facilitators, simulatedFacilitator } = groupOf(key);
  return {
    sessionId,
    groupKey: key,
    title,
    sessionType,
    capacity,
    facilitators,
    simulatedFacilitator,
    members: membersOf(key, weeks),
    startsAt,
    endsAt: startsAt + minutes * MINUTE,
  };
};

/**
 * The group that is always live: an hour each, starting on a grid of five minutes. The next one runs beside it, so
 * whoever leads that one leads none of these.
 */
export const liveSession = (startsAt: Instant): DemoSession => {
  const id = demoId(`session/live/${startsAt}`);
  const live = ofGroup(id, 'evening-process', 'Process group', startsAt, 60);
  const elsewhere = groupOf('day-skills').facilitators;
  return { ...live, facilitators: live.facilitators.filter((key) => !elsewhere.includes(key)) };
};

/** The group that is about to start, for a person to open its doors. */
export const nextSession = (startsAt: Instant): DemoSession =>
  ofGroup(demoId(`session/next/${startsAt}`), 'day-skills', 'Skills group: distress tolerance', startsAt, 45);

export const gridBefore = (at: Instant): Instant => Math.floor(at / GRID_MS) * GRID_MS;
export const gridAfter = (at: Instant): Instant => Math.ceil(at / GRID_MS) * GRID_MS;

/** The moments of the grid from one moment to another, newest first. */
export const gridBetween = (from: Instant, to: Instant): readonly Instant[] => {
  const moments: Instant[] = [];
  for (let at = gridBefore(to); at >= from; at -= GRID_MS) moments.push(at);
  return moments;
};
