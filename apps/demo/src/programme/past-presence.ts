import { MINUTE, SECOND, type Instant } from '@hearth/domain';
import { chanceOf } from '../media/chance.js';
import { localTime, type DemoSession } from './sessions.js';

/** LiveKit's numbers for why a connection ended. */
export type EndOfConnection = 'left' | 'replaced' | 'removed' | 'room-closed' | 'timed-out';

/** A time that somebody was connected. */
export interface Stay {
  readonly from: Instant;
  readonly to: Instant;
  readonly end: EndOfConnection;
  /** LiveKit's word about the end was lost on the way. */
  readonly endUntold?: boolean;
}

const MONDAY = 1;
const TUESDAY = 2;
const WEDNESDAY = 3;
const THURSDAY = 4;
/** The weeks in which the stories of the census are told: this one and, on a Monday, the one before. */
const STORIES_FROM_WEEK = -1;
/** When the disturbing patient is shown out, in minutes of the session. */
export const REMOVED_AFTER_MIN = 40;

/** In the room from just before the start until it closes. */
const whole = (key: string, { sessionId, startsAt, endsAt }: DemoSession): Stay => {
  const chance = chanceOf(`${sessionId}/${key}`);
  return {
    from: startsAt - Math.round((15 + chance() * 75) * SECOND),
    to: endsAt + 4 * SECOND,
    end: 'room-closed',
  };
};

/** The same stay with holes in it, each a lost connection from a minute of the session on for so many seconds. */
const withDrops = (
  stay: Stay,
  session: DemoSession,
  drops: readonly (readonly [minute: number, seconds: number])[],
): readonly Stay[] => {
  const stays: Stay[] = [];
  let { from } = stay;
  for (const [minute, seconds] of drops) {
    const to = session.startsAt + minute * MINUTE;
    stays.push({ from, to, end: 'timed-out' });
    from = to + seconds * SECOND;
  }
  return [...stays, { ...stay, from }];
};

/**
 * How a patient of the demo was in the room of a past session; nothing when they were absent.
 * @param weeks of the session, from this week: 0, or less for the past
 */
export const staysOf = (key: string, session: DemoSession, weeks: number): readonly Stay[] => {
  const stay = whole(key, session);
  const story = weeks < STORIES_FROM_WEEK ? null : storyOf(key, stay, session);
  return story ?? ordinary(key, stay, session);
};

/** Whom something happened to; null where nothing out of the ordinary did. */
const storyOf = (key: string, stay: Stay, session: DemoSession): readonly Stay[] | null => {
  const { weekday } = localTime(session.startsAt);
  const { groupKey, startsAt } = session;
  const on = (day: number, group: string): boolean => weekday === day && groupKey === group;
  switch (key) {
    case 'ana':
      return [stay];
    case 'jordan':
      return [on(MONDAY, 'evening-process') ? { ...stay, from: startsAt + 11 * MINUTE - SECOND } : stay];
    case 'nadia':
      return [
        on(TUESDAY, 'evening-review') ? { ...stay, to: startsAt + 5 * MINUTE, end: 'left' as const } : stay,
      ];
    case 'tomas':
      return weekday === THURSDAY ? tomasOnThursday(stay, session) : [stay];
    case 'priscilla':
      return weekday === MONDAY ? [stay] : [];
    case 'ingrid':
      return [on(THURSDAY, 'evening-review') ? { ...stay, endUntold: true } : stay];
    case 'luis':
      return weekday === TUESDAY ? [] : [stay];
    case 'oleg':
      return [on(WEDNESDAY, 'day-coping') ? shownOut(stay, startsAt) : stay];
    case 'june':
      return twoDevices(stay, startsAt + 20 * MINUTE);
    case 'mei':
    case 'walter':
    case 'darnell':
    case 'selma':
      return [stay];
    default:
      return groupKey !== null && isTeen(groupKey) ? [stay] : null;
  }
};

const isTeen = (groupKey: string): boolean => groupKey.startsWith('teen');

const shownOut = (stay: Stay, startsAt: Instant): Stay => ({
  ...stay,
  to: startsAt + REMOVED_AFTER_MIN * MINUTE + SECOND,
  end: 'removed',
});

/** An ordinary life: mostly there, now and then late, away, or with a short drop. */
const ordinary = (key: string, stay: Stay, session: DemoSession): readonly Stay[] => {
  const { weekday, weekNumber } = localTime(session.startsAt);
  const ofDay = chanceOf(`${key}/${weekNumber}/${weekday}`)();
  const chance = chanceOf(`${session.sessionId}/${key}/ordinary`);
  const fate = chance();
  if (ofDay < 0.05) return [];
  if (fate < 0.04) return [{ ...stay, from: session.startsAt + Math.round(chance() * 9 * MINUTE) }];
  if (fate < 0.09) return withDrops(stay, session, [[10 + Math.floor(chance() * 20), 50]]);
  return [stay];
};

/** Short drops that are bridged, and one long one that is not. */
const tomasOnThursday = (stay: Stay, session: DemoSession): readonly Stay[] => {
  switch (session.groupKey) {
    case 'evening-process':
      return withDrops(stay, session, [
        [12, 40],
        [27, 90],
        [44, 65],
      ]);
    case 'evening-dbt':
      // LiveKit tells of a return to the second, so it is six minutes in the record.
      return withDrops(stay, session, [[21, 359]]);
    default:
      return [stay];
  }
};

/** The second device takes over from the first, which is shown out. */
const twoDevices = (stay: Stay, at: Instant): readonly Stay[] => [
  { from: stay.from, to: at, end: 'replaced' },
  { ...stay, from: at + 200 },
];

/**
 * Facilitators are there a little earlier than everybody else, for the whole time; but for the one whose network broke
 * on a Tuesday from 18:55 to 19:03 while the other one stayed.
 */
export const facilitatorStays = (key: string, session: DemoSession, weeks: number): readonly Stay[] => {
  const stay = whole(key, session);
  const early = { ...stay, from: stay.from - 60 * SECOND };
  const broke =
    weeks >= STORIES_FROM_WEEK &&
    key === 'brandt' &&
    session.groupKey === 'evening-dbt' &&
    localTime(session.startsAt).weekday === TUESDAY;
  return broke ? withDrops(early, session, [[15, 8 * 60]]) : [early];
};
