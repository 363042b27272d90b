import { MINUTE, participantIdentity, SECOND, type Instant } from '@hearth/domain';
import { Refused } from '../door/http-door.js';
import { chanceOf } from '../media/chance.js';
import { checkInOf, worryingCheckInOf } from './check-ins.js';
import type { Doors } from './doors.js';
import { schedule } from './establish.js';
import { incidentsOf, lookAfter, type Incident } from './incidents.js';
import { facilitatorStays, staysOf, type Stay } from './past-presence.js';
import { tellOfStays } from './past-webhooks.js';
import { personId, type DemoPatient } from './people.js';
import type { DemoSession } from './sessions.js';

/** How long before its first session something was already on the schedule. */
const PLANNED_BEFORE_MS = 14 * 24 * 60 * MINUTE;
const DOORS_BEFORE_MS = 15 * MINUTE;
/** Groups begin a little early, so that nobody loses a minute by being let in. */
const EARLY_MS = 2 * MINUTE;
/** When who is not safe says so, and has been looked after. */
const WORRIED_BEFORE_MS = 8 * MINUTE;

/** Says something in a session at its moment: who, what (the end of the path), when, with what. */
export type Say = (
  key: string,
  what: string,
  at: Instant,
  body?: unknown,
  method?: 'POST' | 'DELETE',
) => Promise<'done' | 'refused'>;

interface Arrival {
  readonly patient: DemoPatient;
  readonly stays: readonly Stay[];
  readonly from: Instant;
}

/**
 * Lays down a session that is over: the same commands as ever, by the same people, each at its moment. A session
 * that is sealed already is left alone.
 * @param weeks that the session lies away from this week: 0, or less
 */
export const layDown = async (doors: Doors, session: DemoSession, weeks: number): Promise<void> => {
  const { sessionId, startsAt, endsAt, facilitators } = session;
  const [lead = ''] = facilitators;
  const to = (path: string): string => `/sessions/${sessionId}/${path}`;
  const say: Say = (key, what, at, body, method = 'POST') =>
    doors.say(key, { name: `${sessionId}/${method}/${what}/${at}`, method, path: to(what), body, at });
  const incidents = incidentsOf(session, weeks);

  if (await isOver(doors, lead, to('doors'))) return;
  await schedule(doors, session, startsAt - PLANNED_BEFORE_MS);
  await say(lead, 'doors', startsAt - DOORS_BEFORE_MS);
  const arrivals = arrivalsAt(session, weeks);
  const worried = arrivals.filter(({ patient }) => incidents.unsafe === patient.key);
  const early = arrivals.filter((one) => one.from <= startsAt && !worried.includes(one));
  const late = arrivals.filter(({ from }) => from > startsAt);

  for (const { patient } of early) await arrive(say, patient, startsAt - DOORS_BEFORE_MS + MINUTE);
  for (const { patient } of worried) {
    const at = startsAt - WORRIED_BEFORE_MS;
    await say(patient.key, 'check-in', at, worryingCheckInOf(patient, at));
    await say(patient.key, 'waiting-room', at + 30 * SECOND);
    await lookAfter(doors, session, patient, at + MINUTE);
    await say(lead, 'admissions', startsAt - EARLY_MS - SECOND, {
      patientId: personId(patient.key),
      override: { reason: 'Spoke alone before the group; a safety plan is agreed.' },
    });
  }
  await say(lead, 'start', startsAt - EARLY_MS);
  if (early.length > 0) await say(lead, 'admissions/all-clear', startsAt - EARLY_MS);
  for (const { patient, from } of late) {
    await arrive(say, patient, from - MINUTE);
    await say(lead, 'admissions', from - 10 * SECOND, { patientId: personId(patient.key) });
  }
  await tellOfRoom(doors, session, weeks, arrivals);
  await during(say, session, incidents);
  if (arrivals.length > 0) {
    await say(lead, 'speaking', endsAt - MINUTE, { intervals: wordsOf(session, arrivals) });
  }
  await say(lead, 'end', endsAt);
  await say(lead, 'seal', endsAt + 5 * MINUTE);
  if (incidents.corrected !== null) {
    await say(lead, 'corrections', endsAt + 30 * MINUTE, incidents.corrected);
  }
};

const during = async (say: Say, session: DemoSession, incidents: Incident): Promise<void> => {
  const [lead = ''] = session.facilitators;
  if (incidents.observed !== null) {
    const { by, from, to } = incidents.observed;
    await say(by, 'observation', from);
    await say(by, 'observation', to, undefined, 'DELETE');
  }
  if (incidents.removed !== null) {
    const { at, ...removal } = incidents.removed;
    await say(lead, 'removals', at, removal);
  }
};

/** Asks in a way that an earlier answer is not repeated, and that changes nothing when it is over. */
const isOver = async (doors: Doors, lead: string, path: string): Promise<boolean> => {
  const door = await doors.as(lead);
  try {
    await door.ask({ method: 'POST', path });
    return false;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return ['session-over', 'session-sealed', 'session-cancelled'].includes(error.code);
  }
};

const arrivalsAt = (session: DemoSession, weeks: number): readonly Arrival[] =>
  session.members
    .flatMap((patient) => {
      const stays = staysOf(patient.key, session, weeks);
      const [first] = stays;
      return first === undefined ? [] : [{ patient, stays, from: first.from }];
    })
    .sort((a, b) => a.from - b.from);

const tellOfRoom = async (
  doors: Doors,
  session: DemoSession,
  weeks: number,
  arrivals: readonly Arrival[],
): Promise<void> => {
  for (const key of session.facilitators) {
    const ref = { kind: 'staff' as const, id: personId(key) };
    await tellOfStays(doors, session.sessionId, ref, facilitatorStays(key, session, weeks));
  }
  for (const { patient, stays } of arrivals) {
    const ref = { kind: 'patient' as const, id: personId(patient.key) };
    await tellOfStays(doors, session.sessionId, ref, stays);
  }
};

const arrive = async (say: Say, patient: DemoPatient, at: Instant): Promise<void> => {
  await say(patient.key, 'check-in', at, checkInOf(patient, at));
  await say(patient.key, 'waiting-room', at + MINUTE);
};

/** Who spoke when: turns of up to a minute and a half, while they were there. */
const wordsOf = ({ sessionId, startsAt, endsAt }: DemoSession, arrivals: readonly Arrival[]) => {
  const chance = chanceOf(`${sessionId}/words`);
  const intervals: { identity: string; from: Instant; to: Instant }[] = [];
  for (let at = startsAt + 30 * SECOND; at < endsAt - 2 * MINUTE;) {
    const speaker = arrivals[Math.floor(chance() * arrivals.length)];
    const length = Math.round((8 + chance() * 80) * SECOND);
    if (speaker !== undefined && speaker.from < at) {
      const person = { kind: 'patient' as const, id: personId(speaker.patient.key) };
      intervals.push({ identity: participantIdentity(sessionId, person), from: at, to: at + length });
    }
    at += length + 4 * SECOND;
  }
  return intervals;
};
