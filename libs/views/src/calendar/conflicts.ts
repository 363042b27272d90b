import {
  addDays,
  daysApart,
  isLicensedIn,
  isPausedOn,
  limitFor,
  localDate,
  onDay,
  type CapacityLimit,
} from '@hearth/domain';
import type { Episode } from '../enrollment/document.js';
import type { GroupDocument } from '../group/view.js';
import type { StaffProfile } from '../profile/document.js';
import type { SessionDocument } from '../session/document.js';
import type { CalendarConflict } from './document.js';

export interface ConflictParts {
  readonly timeZone: string;
  readonly sessions: readonly SessionDocument[];
  readonly staff: ReadonlyMap<string, StaffProfile>;
  readonly groups: ReadonlyMap<string, GroupDocument>;
  /** By enrollment id. */
  readonly episodes: ReadonlyMap<string, Episode>;
  readonly limits: readonly CapacityLimit[];
  /** Days without a session that are allowed between two with one; null when no rule says. */
  readonly allowedGap: (episode: Episode, day: string) => number | null;
}

interface Planned {
  readonly document: SessionDocument;
  readonly plan: NonNullable<SessionDocument['plan']>;
  readonly day: string;
}

const plannedIn = ({ sessions, timeZone }: ConflictParts): readonly Planned[] =>
  sessions
    .flatMap((document) => {
      const { plan, status } = document;
      if (plan === null || status === 'cancelled') return [];
      return [{ document, plan, day: localDate(plan.startsAt, timeZone) }];
    })
    .sort(
      (a, b) => a.plan.startsAt - b.plan.startsAt || (a.document.sessionId < b.document.sessionId ? -1 : 1),
    );

const doubleBooked = (planned: readonly Planned[]): readonly CalendarConflict[] => {
  const byStaff = new Map<string, Planned[]>();
  for (const session of planned) {
    for (const { staffId } of session.document.facilitators) {
      byStaff.set(staffId, [...(byStaff.get(staffId) ?? []), session]);
    }
  }
  return [...byStaff].flatMap(([staffId, sessions]) =>
    sessions.flatMap((one, place) =>
      sessions
        .slice(place + 1)
        .filter((other) => other.plan.startsAt < one.plan.endsAt)
        .map((other): CalendarConflict => ({
          kind: 'double-booked',
          staffId,
          sessionIds: [one.document.sessionId, other.document.sessionId],
        })),
    ),
  );
};

const stateOf = (episode: Episode | undefined, day: string): string | null =>
  episode === undefined ? null : (onDay(episode.residences, day)?.residenceState ?? null);

const unlicensed = (
  { document: { sessionId, facilitators, patients }, day }: Planned,
  { staff, episodes }: ConflictParts,
): readonly CalendarConflict[] =>
  patients.flatMap(({ patientId, enrollmentId }) => {
    const state = stateOf(episodes.get(enrollmentId), day);
    if (state === null) return [];
    const mayOne = facilitators.some(({ staffId }) =>
      isLicensedIn(staff.get(staffId)?.licences ?? [], state, day),
    );
    return mayOne ? [] : [{ kind: 'licence-missing', sessionId, patientId, state }];
  });

const overCapacity = (
  { document: { sessionId, patients }, plan, day }: Planned,
  { limits, groups, episodes }: ConflictParts,
): readonly CalendarConflict[] => {
  const states = patients.flatMap(({ enrollmentId }) => stateOf(episodes.get(enrollmentId), day) ?? []);
  const modality = (plan.groupId === null ? undefined : groups.get(plan.groupId)?.modality) ?? 'video';
  const limit = limitFor(limits, { states, sessionType: plan.sessionType, modality });
  const isByLimit = limit !== null && limit.most < plan.capacity;
  const most = isByLimit ? limit.most : plan.capacity;
  const people = patients.length;
  if (people <= most) return [];
  return [{ kind: 'over-capacity', sessionId, people, most, source: isByLimit ? limit.source : null }];
};

/** Every day between two on which the patient is in care and not away: time away is no gap. */
const daysInCare = ({ pauses }: Episode, after: string, before: string): number => {
  const all = daysApart(after, before) - 1;
  return Array.from({ length: Math.max(0, all) }, (_, index) => addDays(after, index + 1)).filter(
    (day) => !isPausedOn(pauses, day),
  ).length;
};

const gaps = (planned: readonly Planned[], parts: ConflictParts): readonly CalendarConflict[] =>
  [...parts.episodes].flatMap(([enrollmentId, episode]) => {
    const days = [
      ...new Set(
        planned
          .filter(({ document }) => document.patients.some((one) => one.enrollmentId === enrollmentId))
          .map(({ day }) => day),
      ),
    ].sort();
    return days.slice(1).flatMap((before, place): readonly CalendarConflict[] => {
      const after = days[place] ?? before;
      const most = parts.allowedGap(episode, after);
      const length = daysInCare(episode, after, before);
      if (most === null || length <= most) return [];
      const { patientId } = episode;
      return [{ kind: 'gap', patientId, enrollmentId, after, before, days: length, most }];
    });
  });

/** What is wrong among the sessions of some days: of people, of places, of law and of rhythm. Called-off ones are none. */
export const conflictsOf = (parts: ConflictParts): readonly CalendarConflict[] => {
  const planned = plannedIn(parts);
  return [
    ...doubleBooked(planned),
    ...planned.flatMap((session) => unlicensed(session, parts)),
    ...planned.flatMap((session) => overCapacity(session, parts)),
    ...gaps(planned, parts),
  ];
};
