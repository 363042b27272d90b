import { MINUTE, participantIdentity, SECOND, type Instant } from '@hearth/domain';
import { Refused } from '../door/http-door.js';
import { chanceOf } from '../media/chance.js';
import { checkInOf } from './check-ins.js';
import type { Doors } from './doors.js';
import { schedule } from './establish.js';
import { membersOf } from './groups.js';
import { facilitatorStay, staysOf } from './past-presence.js';
import { tellOfStay } from './past-webhooks.js';
import { personId, type DemoPatient } from './people.js';
import type { DemoSession } from './sessions.js';

/** How long before its first session something was already on the schedule. */
const PLANNED_BEFORE_MS = 14 * 24 * 60 * MINUTE;
const DOORS_BEFORE_MS = 15 * MINUTE;
/** Groups begin a little early, so that nobody loses a minute by being let in. */
const EARLY_MS = 2 * MINUTE;

/**
 * Lays down a session that is over: the same commands as ever, by the same people, each at its moment. A session
 * that is sealed already is left alone.
 */
export const layDown = async (doors: Doors, session: DemoSession): Promise<void> => {
  const members = membersOf(session.group.key);
  const [lead = ''] = session.group.facilitators;
  const to = (path: string): string => `/sessions/${session.sessionId}/${path}`;
  const say = (key: string, what: string, at: Instant, body?: unknown, method: 'POST' | 'DELETE' = 'POST') =>
    doors.say(key, { name: `${session.sessionId}/${what}/${at}`, method, path: to(what), body, at });

  if (await isOver(doors, lead, to('doors'))) return;
  await schedule(doors, session, members, session.startsAt - PLANNED_BEFORE_MS);
  const { startsAt, endsAt } = session;
  await say(lead, 'doors', startsAt - DOORS_BEFORE_MS);

  const arrivals = members
    .flatMap((patient) => {
      const stays = staysOf(patient.key, session);
      const [first] = stays;
      return first === undefined ? [] : [{ patient, stays, from: first.from }];
    })
    .sort((a, b) => a.from - b.from);
  const early = arrivals.filter(({ from }) => from <= startsAt);
  const late = arrivals.filter(({ from }) => from > startsAt);

  for (const { patient } of early) await arrive(say, patient, startsAt - DOORS_BEFORE_MS + MINUTE);
  await say(lead, 'start', startsAt - EARLY_MS);
  await say(lead, 'admissions/all-clear', startsAt - EARLY_MS);
  for (const { patient, from } of late) {
    await arrive(say, patient, from - MINUTE);
    await say(lead, 'admissions', from - 10 * SECOND, { patientId: personId(patient.key) });
  }
  for (const key of session.group.facilitators) {
    await tellOfStay(doors.settings, session.sessionId, staffRef(key), facilitatorStay(key, session));
  }
  for (const { patient, stays } of arrivals) {
    const ref = { kind: 'patient' as const, id: personId(patient.key) };
    for (const stay of stays) await tellOfStay(doors.settings, session.sessionId, ref, stay);
  }
  await say(lead, 'speaking', endsAt - MINUTE, { intervals: wordsOf(session, arrivals) });
  await say(lead, 'end', endsAt);
  await say(lead, 'seal', endsAt + 5 * MINUTE);
};

/** Asks in a way that an earlier answer is not repeated, and that changes nothing when it is over. */
const isOver = async (doors: Doors, lead: string, path: string): Promise<boolean> => {
  const door = await doors.as(lead);
  try {
    await door.ask({ method: 'POST', path });
    return false;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.code === 'session-over' || error.code === 'session-sealed';
  }
};

const staffRef = (key: string) => ({ kind: 'staff' as const, id: personId(key) });

type Say = (key: string, what: string, at: Instant, body?: unknown) => Promise<unknown>;

const arrive = async (say: Say, patient: DemoPatient, at: Instant): Promise<void> => {
  await say(patient.key, 'check-in', at, checkInOf(patient, at));
  await say(patient.key, 'waiting-room', at + MINUTE);
};

/** Who spoke when: turns of up to a minute and a half, while they were there. */
const wordsOf = (
  { sessionId, startsAt, endsAt }: DemoSession,
  arrivals: readonly { readonly patient: DemoPatient; readonly from: Instant }[],
) => {
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
