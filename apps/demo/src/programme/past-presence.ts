import { MINUTE, SECOND, type Instant } from '@hearth/domain';
import { chanceOf } from '../media/chance.js';
import { localTime, type DemoSession } from './sessions.js';

/** LiveKit's numbers for why a connection ended. */
export type EndOfConnection = 'left' | 'replaced' | 'room-closed' | 'timed-out';

/** A time that somebody was connected. */
export interface Stay {
  readonly from: Instant;
  readonly to: Instant;
  readonly end: EndOfConnection;
}

const MONDAY = 1;
const TUESDAY = 2;
const THURSDAY = 4;

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

/** How a patient of the demo was in the room of a past session; nothing when they were absent. */
export const staysOf = (key: string, session: DemoSession): readonly Stay[] => {
  const { weekday } = localTime(session.startsAt);
  const { group, startsAt } = session;
  const stay = whole(key, session);
  switch (key) {
    case 'jordan':
      return weekday === MONDAY && group.key === 'evening-process'
        ? [{ ...stay, from: startsAt + 11 * MINUTE }]
        : [stay];
    case 'nadia':
      return weekday === TUESDAY && group.key === 'evening-review'
        ? [{ ...stay, to: startsAt + 5 * MINUTE, end: 'left' }]
        : [stay];
    case 'tomas':
      return weekday === THURSDAY ? tomasOnThursday(stay, session) : [stay];
    case 'priscilla':
      return weekday === MONDAY ? [stay] : [];
    case 'luis':
      return weekday === TUESDAY ? [] : [stay];
    case 'june':
      return twoDevices(stay, startsAt + 20 * MINUTE);
    default:
      return [stay];
  }
};

/** Short drops that are bridged, and one long one that is not. */
const tomasOnThursday = (stay: Stay, session: DemoSession): readonly Stay[] => {
  switch (session.group.key) {
    case 'evening-process':
      return withDrops(stay, session, [
        [12, 40],
        [27, 90],
        [44, 65],
      ]);
    case 'evening-dbt':
      return withDrops(stay, session, [[21, 360]]);
    default:
      return [stay];
  }
};

/** The second device takes over from the first, which is shown out. */
const twoDevices = (stay: Stay, at: Instant): readonly Stay[] => [
  { from: stay.from, to: at, end: 'replaced' },
  { ...stay, from: at + 200 },
];

/** Facilitators are there a little earlier than everybody else, for the whole time. */
export const facilitatorStay = (key: string, session: DemoSession): Stay => {
  const stay = whole(key, session);
  return { ...stay, from: stay.from - 60 * SECOND };
};
