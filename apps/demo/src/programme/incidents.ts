import { MINUTE, SECOND, type Instant } from '@hearth/domain';
import { LiveDoor } from '../door/live-door.js';
import { pause } from '../door/http-door.js';
import type { Doors } from './doors.js';
import { REMOVED_AFTER_MIN } from './past-presence.js';
import { personId, type DemoPatient } from './people.js';
import { localTime, type DemoSession } from './sessions.js';

const MONDAY = 1;
const TUESDAY = 2;
const WEDNESDAY = 3;
const SIGNAL_WITHIN_MS = 60 * SECOND;

/** What happened in a session beside people coming and going. */
export interface Incident {
  /** Who did not feel safe at the check-in. */
  readonly unsafe: string | null;
  readonly observed: { readonly by: string; readonly from: Instant; readonly to: Instant } | null;
  readonly removed: {
    readonly at: Instant;
    readonly patientId: string;
    readonly reasonCode: 'disruptive';
    readonly reason: string;
  } | null;
  readonly corrected: {
    readonly patientId: string;
    readonly basis: 'telephone';
    readonly reason: string;
    readonly presence: readonly {
      readonly from: Instant;
      readonly to: Instant;
      readonly uncertaintyMs: number;
    }[];
    readonly withdrawn: readonly never[];
    readonly takeLateFacts: boolean;
  } | null;
}

const none: Incident = { unsafe: null, observed: null, removed: null, corrected: null };

/** The incidents of this week and the last; before, nothing is told. */
export const incidentsOf = (session: DemoSession, weeks: number): Incident => {
  if (weeks < -1) return none;
  const { startsAt, groupKey } = session;
  const on = (weekday: number, group: string): boolean =>
    groupKey === group && localTime(startsAt).weekday === weekday;
  if (on(MONDAY, 'evening-process')) {
    const observed = { by: 'abara', from: startsAt + 20 * MINUTE, to: startsAt + 35 * MINUTE };
    return { ...none, observed, corrected: weeks === -1 ? byTelephoneFirst(startsAt) : null };
  }
  if (on(TUESDAY, 'evening-process')) return { ...none, unsafe: 'mei' };
  if (on(WEDNESDAY, 'day-coping')) {
    const removed = {
      at: startsAt + REMOVED_AFTER_MIN * MINUTE,
      patientId: personId('oleg'),
      reasonCode: 'disruptive' as const,
      reason: 'Shouted at others and did not stop when asked to; called afterwards.',
    };
    return { ...none, removed };
  }
  return none;
};

/** The late one of Monday had been there by telephone from the start. */
const byTelephoneFirst = (startsAt: Instant): Incident['corrected'] => ({
  patientId: personId('jordan'),
  basis: 'telephone',
  reason: 'Was in the group by telephone until the browser worked.',
  presence: [{ from: startsAt, to: startsAt + 11 * MINUTE + 30 * SECOND, uncertaintyMs: 15 * SECOND }],
  withdrawn: [],
  takeLateFacts: false,
});

/**
 * A therapist takes on the signal of somebody who is waiting, and says what came of it. The signal follows from the
 * check-in by itself; they see it on their screen.
 * @throws when no signal came within a minute
 */
export const lookAfter = async (
  doors: Doors,
  { sessionId, facilitators }: DemoSession,
  { key }: DemoPatient,
  at: Instant,
): Promise<void> => {
  const [lead = ''] = facilitators;
  const signalId = await signalOf(doors, lead, sessionId, personId(key));
  const to = (path: string): string => `/signals/${signalId}/${path}`;
  const name = `signal/${signalId}`;
  await doors.say(lead, {
    name: `${name}/taken-on`,
    method: 'POST',
    path: to('acknowledgement'),
    at,
  });
  await doors.say(lead, {
    name: `${name}/closed`,
    method: 'POST',
    path: to('closure'),
    body: { disposition: 'safety-plan', note: 'Spoke alone for four minutes; a safety plan is agreed.' },
    at: at + 4 * MINUTE,
  });
};

const signalOf = async (
  doors: Doors,
  lead: string,
  sessionId: string,
  patientId: string,
): Promise<string> => {
  const door = await doors.as(lead);
  const live = new LiveDoor(doors.settings.apiUrl, () => door.cookie());
  try {
    const watched = live.watch('room', sessionId, () => undefined);
    const end = Date.now() + SIGNAL_WITHIN_MS;
    while (Date.now() < end) {
      const found = watched.document?.signals.find((signal) => signal.patientId === patientId);
      if (found !== undefined) return found.signalId;
      await pause(200, doors.signal);
    }
    throw new Error('no safety signal followed from the check-in');
  } finally {
    live.close();
  }
};
