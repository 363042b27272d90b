import { addDays, daysApart } from '@hearth/domain';
import type { EnrollmentDocument, Episode } from '../enrollment/document.js';
import { enrollmentView } from '../enrollment/view.js';
import type { GroupDocument } from '../group/view.js';
import { groupView } from '../group/view.js';
import type { PatientProfile, StaffProfile } from '../profile/document.js';
import { patientView, staffView } from '../profile/view.js';
import { roomsOfDay } from '../room/view.js';
import { gatherRules, type RulesParts } from '../rule-pack/gather.js';
import type { SessionDocument } from '../session/document.js';
import { sessionView } from '../session/view.js';
import type { Lookup } from '../view.js';
import { rulesOf } from '../week/derive.js';
import { allowedGapBy } from './allowed-gap.js';
import { conflictsOf } from './conflicts.js';
import type { CalendarSession, ProgrammeCalendarDocument } from './document.js';

/** All that the calendar of some days is made of. */
export interface CalendarParts extends RulesParts {
  readonly sessions: readonly SessionDocument[];
  readonly staff: readonly StaffProfile[];
  readonly groups: readonly GroupDocument[];
  readonly enrollments: readonly EnrollmentDocument[];
  readonly patients: readonly PatientProfile[];
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

/** Reads what the calendar of a programme is made of, from one day to another, both in it. */
export const gatherCalendar = async (
  lookup: Lookup,
  programmeId: string,
  from: string,
  to: string,
): Promise<CalendarParts> => {
  const days = Array.from({ length: daysApart(from, to) + 1 }, (_, index) => addDays(from, index));
  const ids = await Promise.all(days.map((day) => lookup.members(roomsOfDay(programmeId, day))));
  const sessions = await lookup.documents(sessionView, unique(ids.flat()));
  const roster = sessions.flatMap(({ patients }) => patients);
  const [decided, staff, groups, enrollments, patients] = await Promise.all([
    gatherRules(programmeId, lookup),
    lookup.documents(
      staffView,
      unique(sessions.flatMap(({ facilitators }) => facilitators.map(({ staffId }) => staffId))),
    ),
    lookup.documents(groupView, unique(sessions.flatMap(({ plan }) => plan?.groupId ?? []))),
    lookup.documents(enrollmentView, unique(roster.map(({ enrollmentId }) => enrollmentId))),
    lookup.documents(patientView, unique(roster.map(({ patientId }) => patientId))),
  ]);
  return { ...decided, sessions, staff, groups, enrollments, patients };
};

const shown = (
  { sessionId, plan, status, notHeld, facilitators, patients }: SessionDocument,
  staff: ReadonlyMap<string, StaffProfile>,
): readonly CalendarSession[] => {
  if (plan === null) return [];
  const { groupId, title, sessionType, startsAt, endsAt, capacity } = plan;
  const named = facilitators.map(({ staffId }) => ({
    staffId,
    displayName: staff.get(staffId)?.displayName ?? '—',
  }));
  const of = { sessionId, groupId, title, sessionType, startsAt, endsAt, status, capacity };
  const patientIds = patients.map(({ patientId }) => patientId);
  const off = notHeld === undefined ? {} : { notHeld };
  return [{ ...of, ...off, expected: patients.length, patientIds, facilitators: named }];
};

const byStart = (a: SessionDocument, b: SessionDocument): number =>
  (a.plan?.startsAt ?? 0) - (b.plan?.startsAt ?? 0) || (a.sessionId < b.sessionId ? -1 : 1);

/** What a programme has planned, and what is wrong about it. Null when there is no such programme. */
export const deriveCalendar = (
  programmeId: string,
  from: string,
  to: string,
  parts: CalendarParts,
): ProgrammeCalendarDocument | null => {
  const { programme } = parts;
  if (programme?.established == null) return null;
  const { timeZone } = programme.established;
  const sessions = parts.sessions.toSorted(byStart);
  const staff = new Map(parts.staff.map((each) => [each.personId, each]));
  const groups = new Map(parts.groups.map((each) => [each.groupId, each]));
  const episodes = new Map<string, Episode>(
    parts.enrollments.flatMap(({ enrollmentId, episode }) =>
      episode === null ? [] : [[enrollmentId, episode] as const],
    ),
  );
  const allowedGap = allowedGapBy(rulesOf(parts));
  const { limits } = programme;
  const conflicts = conflictsOf({ timeZone, sessions, staff, groups, episodes, limits, allowedGap });
  const concerned = new Set(conflicts.flatMap((one) => ('patientId' in one ? [one.patientId] : [])));
  return {
    programmeId,
    timeZone,
    from,
    to,
    sessions: sessions.flatMap((session) => shown(session, staff)),
    conflicts,
    patients: parts.patients
      .filter(({ personId }) => concerned.has(personId))
      .map(({ personId, displayName }) => ({ patientId: personId, displayName: displayName ?? '—' })),
  };
};
