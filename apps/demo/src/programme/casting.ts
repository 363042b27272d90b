import { MINUTE, SECOND, type Instant } from '@hearth/domain';
import { hashOf } from '../media/chance.js';
import type { Look } from '../media/picture.js';
import type { FacilitatorPlan, ParticipantPlan, PatientPlan } from '../participant/plan.js';
import { checkInOf, incompleteCheckInOf, worryingCheckInOf } from './check-ins.js';
import { initialsOf, isSimulated, personId, staff, type DemoPatient } from './people.js';
import type { DemoSession } from './sessions.js';

/** Between one arrival and the next. */
const APART_MS = 4 * SECOND;
const ARRIVES_BEFORE_MS = 9 * MINUTE;

/** What is out of the ordinary in one session. */
export interface Casting {
  /** When the simulated facilitator opens the doors if nobody else has. */
  readonly opensAt: Instant;
  /** Who stays away today. */
  readonly absent: readonly string[];
  /** Who comes late, and by how long after the start. */
  readonly late: Readonly<Record<string, number>>;
  readonly unsteady: readonly string[];
  readonly audioOnly: readonly string[];
  /** Whose check-in a person has to look at. */
  readonly worrying: readonly string[];
  readonly incomplete: readonly string[];
}

export const ordinary: Omit<Casting, 'opensAt'> = {
  absent: [],
  late: {},
  unsteady: ['tomas'],
  audioOnly: ['walter'],
  worrying: [],
  incomplete: [],
};

/** Everybody simulated who takes part in a session. People are left out: they move themselves. */
export const castOf = (session: DemoSession, casting: Casting, now: Instant): readonly ParticipantPlan[] => {
  const patients = session.members.filter(({ key }) => isSimulated(key) && !casting.absent.includes(key));
  const seats = patients.length + 1;
  const { simulatedFacilitator: lead } = session;
  // Nobody comes to a session that only a person could open.
  if (lead === null) return [];
  const facilitator: FacilitatorPlan = {
    part: 'facilitator',
    personaId: personId(lead),
    sessionId: session.sessionId,
    look: lookOf(lead, staffName(lead)),
    seat: 0,
    seats,
    opensAt: casting.opensAt,
  };
  const cast = patients.map((patient, place) =>
    patientPlan(session, casting, patient, { place, seats, now }),
  );
  return [facilitator, ...cast];
};

const patientPlan = (
  session: DemoSession,
  casting: Casting,
  patient: DemoPatient,
  { place, seats, now }: { place: number; seats: number; now: Instant },
): PatientPlan => {
  const { key } = patient;
  const lateBy = casting.late[key];
  const planned =
    lateBy === undefined
      ? session.startsAt - ARRIVES_BEFORE_MS + place * APART_MS * 5
      : session.startsAt + lateBy;
  return {
    part: 'patient',
    personaId: personId(key),
    sessionId: session.sessionId,
    look: lookOf(key, patient.displayName),
    seat: place + 1,
    seats,
    checkIn: checkInFor(session, casting, patient),
    arrivesAt: Math.max(planned, now + place * APART_MS),
    camera: !casting.audioOnly.includes(key),
    unsteady: casting.unsteady.includes(key),
  };
};

const checkInFor = ({ startsAt }: DemoSession, { worrying, incomplete }: Casting, patient: DemoPatient) => {
  if (worrying.includes(patient.key)) return worryingCheckInOf(patient, startsAt);
  if (incomplete.includes(patient.key)) return incompleteCheckInOf(patient, startsAt);
  return checkInOf(patient, startsAt);
};

const lookOf = (key: string, displayName: string): Look => ({
  initials: initialsOf(displayName),
  hue: (hashOf(key) % 1_000) / 1_000,
});

const staffName = (key: string): string => staff.find((member) => member.key === key)?.displayName ?? '';
