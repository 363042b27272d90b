import type { From } from '../enrollment/course.js';
import { Rejection } from '../rejection.js';
import type { Facilitator, Occurrence, RosterEntry, SessionType } from '../session/scheduling-events.js';
import type { GroupEventOf, Slot } from './events.js';

/** Days from the first to (not with) the second; null: since ever, for ever. */
export interface DaySpan {
  readonly from: string | null;
  readonly until: string | null;
}

/** A patient's place in a group for a time; somebody who left and came back has two. */
export interface Member extends RosterEntry, DaySpan {
  readonly away: readonly { readonly from: string; readonly until: string | null }[];
}

/** What was decided about one meeting against the group's rule. */
export interface OccurrenceChange extends Occurrence {
  readonly change:
    | { readonly kind: 'none' }
    | {
        readonly kind: 'skipped';
        readonly reasonCode: GroupEventOf<'OccurrenceSkipped'>['data']['reasonCode'];
      }
    | { readonly kind: 'moved'; readonly to: GroupEventOf<'OccurrenceMoved'>['data']['to'] };
  /** How often it was called off and then restored: a session that was cancelled stays so, and a new one is made. */
  readonly restored: number;
  readonly substitutions: readonly { readonly absentId: string; readonly substituteId: string | null }[];
  readonly guests: readonly RosterEntry[];
}

/** All that a group knows of its meetings; also what views keep of it. */
export interface GroupPlan {
  readonly title: string;
  readonly sessionType: SessionType;
  readonly capacity: number;
  readonly facilitators: readonly From<{ readonly facilitators: readonly Facilitator[] }>[];
  readonly slots: readonly Slot[];
  /** Slots as they were before: sessions made by them that have not begun are called off. */
  readonly formerSlots: readonly Slot[];
  /** Only meetings of which something was decided. */
  readonly changes: readonly OccurrenceChange[];
  readonly members: readonly Member[];
  readonly closedFrom: string | null;
}

export type GroupState =
  | { readonly status: 'none' }
  | (GroupPlan & { readonly status: 'formed'; readonly groupId: string; readonly programmeId: string });

export type FormedGroup = Extract<GroupState, { readonly status: 'formed' }>;

/** Before every day: what holds since the beginning of a group. */
export const BEGINNING = '0001-01-01';

export const sameOccurrence = (a: Occurrence, b: Occurrence): boolean =>
  a.slotId === b.slotId && a.day === b.day;

/** What was decided about a meeting, or that nothing was. */
export const changeOf = (plan: Pick<GroupPlan, 'changes'>, { slotId, day }: Occurrence): OccurrenceChange =>
  plan.changes.find((change) => sameOccurrence(change, { slotId, day })) ?? {
    slotId,
    day,
    change: { kind: 'none' },
    restored: 0,
    substitutions: [],
    guests: [],
  };

const begins = ({ from }: DaySpan): string => from ?? BEGINNING;

export const covers = (span: DaySpan, day: string): boolean =>
  begins(span) <= day && (span.until === null || day < span.until);

/** How many people have a place on a day or will have one after it; who is away keeps theirs. */
export const placesTakenFrom = ({ members }: Pick<GroupPlan, 'members'>, day: string): number =>
  new Set(members.filter(({ until }) => until === null || until > day).map(({ patientId }) => patientId))
    .size;

/** @throws Rejection `not-found` */
export const formed = (state: GroupState): FormedGroup => {
  if (state.status === 'none') throw new Rejection('not-found');
  return state;
};
