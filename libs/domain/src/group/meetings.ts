import { v5 as uuidv5 } from 'uuid';
import { addDays, localDate, type LocalDate } from '../compliance/calendar.js';
import { isPausedOn } from '../enrollment/course.js';
import { instantAt } from '../local-time.js';
import type { Facilitator, Occurrence, RosterEntry } from '../session/scheduling-events.js';
import { MINUTE, type Instant } from '../time.js';
import { facilitatorsAt } from './decide-meetings.js';
import type { GroupEventOf, Slot } from './events.js';
import { daysByRule } from './recurrence.js';
import { changeOf, covers, type GroupPlan } from './state.js';

const NAMESPACE = '0b9c5a52-8c0b-5b8e-8d29-6f0b0a4f8d17';

/**
 * The session that a meeting of a group is: the same whoever works it out, and whenever. It hangs on the day by the
 * rule and not on the moment, so that a meeting at another time is the same session, moved.
 * @param restored how often the meeting was called off and then restored
 */
export const sessionOfOccurrence = (groupId: string, { slotId, day }: Occurrence, restored: number): string =>
  uuidv5(JSON.stringify([groupId, slotId, day, restored]), NAMESPACE);

/** One meeting as it is to be held, or that it is not. */
export interface Meeting extends Occurrence {
  readonly restored: number;
  readonly title: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly facilitators: readonly Facilitator[];
  readonly roster: readonly RosterEntry[];
  /** Null when it takes place. */
  readonly calledOff: GroupEventOf<'OccurrenceSkipped'>['data']['reasonCode'] | null;
}

/** What the programme says of all its groups. */
export interface ProgrammeCalendar {
  readonly timeZone: string;
  /** Days on which nothing takes place but what is meant to. */
  readonly holidays: readonly LocalDate[];
}

interface Window {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const rosterOn = (
  plan: GroupPlan,
  day: LocalDate,
  guests: readonly RosterEntry[],
): readonly RosterEntry[] => {
  const there = plan.members
    .filter((member) => covers(member, day) && !isAway(member.away, day))
    .map(({ patientId, enrollmentId }) => ({ patientId, enrollmentId }));
  const extra = guests.filter((guest) => !there.some(({ patientId }) => patientId === guest.patientId));
  return [...there, ...extra.map(({ patientId, enrollmentId }) => ({ patientId, enrollmentId }))];
};

const isAway = (
  away: readonly { readonly from: string; readonly until: string | null }[],
  day: string,
): boolean =>
  isPausedOn(
    away.map((span) => ({ ...span, reasonCode: '' })),
    day,
  );

const meetingOf = (
  plan: GroupPlan,
  slot: Slot,
  ruleDay: LocalDate,
  { timeZone, holidays }: ProgrammeCalendar,
): Meeting => {
  const { slotId } = slot;
  const known = changeOf(plan, { slotId, day: ruleDay });
  const { change, restored, guests } = known;
  const to = change.kind === 'moved' ? change.to : { ...slot, day: ruleDay };
  const startsAt = instantAt(to.day, to.startsAt, timeZone);
  const isHoliday =
    change.kind === 'none' && restored === 0 && slot.onHolidays === 'skip' && holidays.includes(ruleDay);
  const isClosed = plan.closedFrom !== null && to.day >= plan.closedFrom;
  return {
    slotId,
    day: ruleDay,
    restored,
    title: slot.title ?? plan.title,
    startsAt,
    endsAt: startsAt + to.minutes * MINUTE,
    facilitators: facilitatorsAt(plan, known, to.day),
    roster: rosterOn(plan, to.day, guests),
    calledOff:
      change.kind === 'skipped' ? change.reasonCode : isHoliday ? 'holiday' : isClosed ? 'other' : null,
  };
};

/** Days of a slot in a window, with those that were moved into it from outside. */
const ruleDays = (plan: GroupPlan, { slotId, rule, from }: Slot, window: Window): readonly LocalDate[] => {
  const movedIn = plan.changes
    .filter((one) => one.slotId === slotId && one.change.kind === 'moved')
    .filter(
      ({ change }) => change.kind === 'moved' && change.to.day >= window.from && change.to.day <= window.to,
    )
    .map(({ day }) => day);
  const stillByRule = movedIn.filter((day) => daysByRule(rule, from, { from: day, to: day }).length === 1);
  return [...new Set([...daysByRule(rule, from, window), ...stillByRule])];
};

/**
 * Every meeting of a group whose day lies in a window, those that are called off among them, soonest first. Meetings
 * that only a former schedule had are among them as called off.
 */
export const meetingsOf = (
  plan: GroupPlan,
  calendar: ProgrammeCalendar,
  window: Window,
): readonly Meeting[] => {
  const held = plan.slots.flatMap((slot) =>
    ruleDays(plan, slot, window).map((day) => meetingOf(plan, slot, day, calendar)),
  );
  const known = new Set(held.map(({ slotId, day }) => `${slotId}/${day}`));
  const gone = new Map<string, Meeting>();
  for (const slot of plan.formerSlots) {
    for (const day of ruleDays(plan, slot, window)) {
      const key = `${slot.slotId}/${day}`;
      if (!known.has(key)) gone.set(key, { ...meetingOf(plan, slot, day, calendar), calledOff: 'other' });
    }
  }
  return [...held, ...gone.values()].sort(
    (a, b) => a.startsAt - b.startsAt || (a.slotId < b.slotId ? -1 : 1),
  );
};

/** The days from that of a moment to the last of a horizon, by the programme's calendar. */
export const horizonFrom = (at: Instant, days: number, timeZone: string): Window => {
  const today = localDate(at, timeZone);
  // A meeting that began yesterday may go on over midnight.
  return { from: addDays(today, -1), to: addDays(today, days) };
};
