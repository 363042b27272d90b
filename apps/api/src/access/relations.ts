import type { PersonRef, StaffRole } from '@hearth/domain';
import type { PersonFacts, StaffFacts } from './people.js';

/** Whom a session concerns, from its own events or its document. */
export interface SessionRelation {
  readonly programmeId: string;
  readonly facilitatorIds: readonly string[];
  readonly patientIds: readonly string[];
}

/** Whose caseload is the whole programme. */
const caseloadRoles: ReadonlySet<StaffRole> = new Set(['therapist', 'supervisor', 'prescriber', 'admin']);
const overseeingRoles: ReadonlySet<StaffRole> = new Set(['supervisor', 'admin']);

const inProgramme = (staff: StaffFacts, programmeId: string): boolean =>
  staff.programmeIds.includes(programmeId);

/** The full document of a session, with answers and minutes. */
export const maySeeSession = (person: PersonFacts, session: SessionRelation): boolean => {
  if (person.kind !== 'staff') return false;
  if (session.facilitatorIds.includes(person.id)) return true;
  return person.role !== 'prescriber' && inProgramme(person, session.programmeId);
};

/** A patient's own side of a session. */
export const maySeeOwnSession = (person: PersonFacts, session: SessionRelation): boolean =>
  person.kind === 'patient' && session.patientIds.includes(person.id);

/** A patient's weeks: the patient, and those whose caseload the programme is. */
export const maySeeWeek = (
  person: PersonFacts,
  enrollment: { readonly patientId: string; readonly programmeId: string },
): boolean =>
  person.kind === 'patient'
    ? person.id === enrollment.patientId
    : caseloadRoles.has(person.role) && inProgramme(person, enrollment.programmeId);

/** All sessions of a programme at once. */
export const maySeeBoard = (person: PersonFacts, programmeId: string): boolean =>
  person.kind === 'staff' && overseeingRoles.has(person.role) && inProgramme(person, programmeId);

/** All patients of a programme by day. */
export const maySeeProgrammeWeek = (person: PersonFacts, programmeId: string): boolean =>
  person.kind === 'staff' && caseloadRoles.has(person.role) && inProgramme(person, programmeId);

/** What is planned: everybody who works there. */
export const worksIn = (person: PersonFacts, programmeId: string): boolean =>
  person.kind === 'staff' && inProgramme(person, programmeId);

/** What is to be done for the patients of a programme, and what was done. */
export const maySeeTasks = (person: PersonFacts, programmeId: string): boolean =>
  person.kind === 'staff' && caseloadRoles.has(person.role) && inProgramme(person, programmeId);

/** What payers allow, and how much of it is used. */
export const maySeeAuthorizations = (person: PersonFacts, programmeId: string): boolean =>
  person.kind === 'staff' && overseeingRoles.has(person.role) && inProgramme(person, programmeId);

/** Watching from inside the room, which everybody in it sees. */
export const mayObserve = (person: PersonFacts, programmeId: string): boolean =>
  person.kind === 'staff' && overseeingRoles.has(person.role) && inProgramme(person, programmeId);

/** Answering for a safety signal. */
export const mayAnswerSignal = (person: PersonFacts, programmeId: string): boolean =>
  person.kind === 'staff' && caseloadRoles.has(person.role) && inProgramme(person, programmeId);

export const isPerson = (person: PersonRef, facts: PersonFacts): boolean =>
  person.kind === facts.kind && person.id === facts.id;
