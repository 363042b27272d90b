import { z } from 'zod';
import { defineEvent, type EventOf } from '../event-definition.js';
import {
  facilitator,
  guestReason,
  occurrence,
  rosterEntry,
  sessionType,
  withdrawalReason,
} from '../session/scheduling-events.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
const isoDay = z.iso.date();

/** How people take part; limits on the size of a group can depend on it. */
export const groupModality = z.enum(['video', 'in-person', 'hybrid']);
export type GroupModality = z.infer<typeof groupModality>;

export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Real minutes, also in a night in which the clocks change. */
export const lengthMinutes = z.int().min(5).max(720);

/** One place in a group's week: a rule in whole days, and a time of day in the programme's time zone. */
export const slot = z.strictObject({
  slotId: id,
  /** RFC 5545, without times: `FREQ=WEEKLY;BYDAY=MO,TU,TH`. */
  rule: z.string().min(1).max(500),
  /** The day from which the rule is counted. */
  from: isoDay,
  startsAt: wallTime,
  minutes: lengthMinutes,
  /** Shown instead of the group's own title; null without one. */
  title: z.string().min(1).max(120).nullable(),
  onHolidays: z.enum(['skip', 'meet']),
});
export type Slot = z.infer<typeof slot>;

const reasonCode = z.enum(['staff', 'holiday', 'technical', 'other']);

const span = z.strictObject({ from: isoDay, until: isoDay.nullable() });

export const groupEventDefinitions = [
  defineEvent({
    type: 'GroupFormed',
    version: 2,
    data: z.strictObject({
      groupId: id,
      programmeId: id,
      title: z.string().min(1).max(120),
      sessionType,
      modality: groupModality,
      capacity: z.int().positive(),
      facilitators: z.array(facilitator).min(1),
      /** Shown in the waiting room. */
      norms: z.array(z.string().min(1).max(200)),
      at: instant,
    }),
  }),
  defineEvent({
    // The group's whole week, in place of what it was before; meetings that have begun stay what they were.
    type: 'GroupScheduled',
    version: 1,
    data: z.strictObject({ slots: z.array(slot).max(20), at: instant }),
  }),
  defineEvent({
    type: 'OccurrenceSkipped',
    version: 1,
    data: z.strictObject({ ...occurrence.shape, reasonCode, at: instant }),
  }),
  defineEvent({
    type: 'OccurrenceMoved',
    version: 1,
    data: z.strictObject({
      ...occurrence.shape,
      to: z.strictObject({ day: isoDay, startsAt: wallTime, minutes: lengthMinutes }),
      reasonCode,
      at: instant,
    }),
  }),
  defineEvent({
    // Takes place by the rule again, as if it had never been skipped or moved.
    type: 'OccurrenceRestored',
    version: 1,
    data: z.strictObject({ ...occurrence.shape, at: instant }),
  }),
  defineEvent({
    // Null: nobody comes in the place of who is absent; the others lead.
    type: 'FacilitatorSubstituted',
    version: 1,
    data: z.strictObject({
      ...occurrence.shape,
      absentId: id,
      substituteId: id.nullable(),
      at: instant,
    }),
  }),
  defineEvent({
    // A patient comes to one meeting only, to make up for another. Null: why was not told.
    type: 'GuestInvited',
    version: 2,
    data: z.strictObject({
      ...occurrence.shape,
      ...rosterEntry.shape,
      reasonCode: guestReason.nullable(),
      at: instant,
    }),
  }),
  defineEvent({
    // Null: why was not told.
    type: 'GuestWithdrawn',
    version: 2,
    data: z.strictObject({
      ...occurrence.shape,
      patientId: id,
      reasonCode: withdrawalReason.nullable(),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'GroupFacilitatorsChanged',
    version: 1,
    data: z.strictObject({ from: isoDay, facilitators: z.array(facilitator).min(1), at: instant }),
  }),
  defineEvent({
    // With a reason when there are fewer places than people: they stay, and nobody joins until there is room.
    type: 'GroupCapacityChanged',
    version: 1,
    data: z.strictObject({
      capacity: z.int().positive(),
      reasonCode: z.enum(['regulation', 'staffing', 'clinical', 'other']).nullable(),
      at: instant,
    }),
  }),
  defineEvent({
    // The first day on which the group does not meet any more.
    type: 'GroupClosed',
    version: 1,
    data: z.strictObject({ from: isoDay, at: instant }),
  }),
  defineEvent({
    // Null: from the beginning.
    type: 'PatientJoinedGroup',
    version: 2,
    data: z.strictObject({ ...rosterEntry.shape, from: isoDay.nullable(), at: instant }),
  }),
  defineEvent({
    // The first day without the patient; null: at once, and as if for all days.
    type: 'PatientLeftGroup',
    version: 2,
    data: z.strictObject({ patientId: id, from: isoDay.nullable(), at: instant }),
  }),
  defineEvent({
    // All the time that the patient is away; the place is kept.
    type: 'MemberAbsenceSet',
    version: 1,
    data: z.strictObject({ patientId: id, away: z.array(span), at: instant }),
  }),
] as const;

export type GroupEvent = EventOf<(typeof groupEventDefinitions)[number]>;
export type GroupEventOf<Type extends GroupEvent['type']> = Extract<GroupEvent, { readonly type: Type }>;
