import { MINUTE } from '../time.js';
import type { LocalDate } from './calendar.js';
import type { CareContext, CareSession } from './care-context.js';
import { evaluateWeek, type WeekRules, type WeekVerdicts } from './evaluate-week.js';
import { unionOf } from './union.js';

/** Something put onto a week to see what would become of it. */
export type WeekChange =
  | { readonly kind: 'absence'; readonly sessionId: string }
  | {
      readonly kind: 'make-up';
      readonly day: LocalDate;
      readonly startsAt: number;
      readonly minutes: number;
      readonly sessionType: string;
    };

/** A week as it stands, and as it would end. */
export interface WeekForecast {
  readonly now: WeekVerdicts;
  /** As it would end with the changes, if all that is left is attended as planned. */
  readonly then: WeekVerdicts;
}

/** A session as it ends when the patient, and everybody else, comes to the rest of it. */
export const attendAsPlanned = (session: CareSession): CareSession => {
  const { remaining, attended } = session;
  if (remaining === null) return session;
  return {
    ...session,
    attended: unionOf([...attended, remaining]),
    remaining: null,
    present: Math.max(session.present ?? 0, session.expected),
  };
};

/** Absent from what is left: minutes that are there stay. */
const absent = (session: CareSession): CareSession => ({
  ...session,
  remaining: null,
  present: session.present ?? Math.max(0, session.expected - 1),
});

const madeUp = (change: Extract<WeekChange, { kind: 'make-up' }>, index: number): CareSession => {
  const interval = { from: change.startsAt, to: change.startsAt + change.minutes * MINUTE };
  return {
    sessionId: `make-up-${index + 1}`,
    sessionType: change.sessionType,
    modality: 'video',
    day: change.day,
    startsAt: interval.from,
    endsAt: interval.to,
    attended: [],
    remaining: interval,
    // Nobody knows yet who else will be there: as many as make a group.
    expected: 2,
    present: null,
    facilitators: 1,
    patientState: null,
    licensedIn: null,
  };
};

const changed = (
  sessions: readonly CareSession[],
  changes: readonly WeekChange[],
): readonly CareSession[] => {
  const missed = new Set(changes.flatMap((change) => (change.kind === 'absence' ? [change.sessionId] : [])));
  const added = changes.filter((change) => change.kind === 'make-up').map(madeUp);
  return [
    ...sessions.map((session) => (missed.has(session.sessionId) ? absent(session) : session)),
    ...added,
  ];
};

/** What would become of a week. Pure: nothing is scheduled or cancelled by asking. */
export const forecastWeek = (
  rules: WeekRules,
  care: CareContext,
  sessions: readonly CareSession[],
  days: readonly LocalDate[],
  changes: readonly WeekChange[],
): WeekForecast => ({
  now: evaluateWeek(rules, care, sessions, days),
  then: evaluateWeek(rules, care, changed(sessions, changes).map(attendAsPlanned), days),
});
