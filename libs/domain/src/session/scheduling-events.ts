import { z } from 'zod';
import { attendancePolicy } from '../attendance/policy.js';
import { defineEvent } from '../event-definition.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();

/** Session types as they were before the team had sessions of its own. */
export const formerSessionTypes = [
  'process-group',
  'skills-group',
  'psychoeducation',
  'experiential',
  'multi-family',
  'individual',
  'family',
  'medication',
] as const;

/** `team`: the treatment team among itself, without patients. */
export const sessionTypes = [...formerSessionTypes, 'team'] as const;
export const sessionType = z.enum(sessionTypes);
export type SessionType = z.infer<typeof sessionType>;

const groupSessionTypes: ReadonlySet<string> = new Set<SessionType>([
  'process-group',
  'skills-group',
  'psychoeducation',
  'experiential',
]);

/** Whether patients of a programme meet in it as a group; families learning together are another thing to rules. */
export const isGroupType = (type: string): boolean => groupSessionTypes.has(type);

export const facilitator = z.object({ staffId: id, part: z.enum(['facilitator', 'co-facilitator']) });
export type Facilitator = z.infer<typeof facilitator>;
export const rosterEntry = z.object({ patientId: id, enrollmentId: id });
export type RosterEntry = z.infer<typeof rosterEntry>;

/** Which meeting of a recurring group a session is: the slot of its week, and the day by the group's own rule. */
export const occurrence = z.strictObject({ slotId: id, day: z.iso.date() });
export type Occurrence = z.infer<typeof occurrence>;

/** Why somebody comes to a session that is not theirs. */
export const guestReason = z.enum(['missed-session', 'short-day', 'short-week', 'patient-request', 'other']);
export type GuestReason = z.infer<typeof guestReason>;
/** Why somebody does not come to it after all. */
export const withdrawalReason = z.enum(['not-needed', 'cannot-come', 'another-session', 'mistake', 'other']);
export type WithdrawalReason = z.infer<typeof withdrawalReason>;

const title = z.string().min(1).max(120);
export const plannedChangeReasons = ['staff', 'holiday', 'technical', 'other'] as const;
const reasonCode = z.enum(plannedChangeReasons);

/** What a session was planned as, and what became of the plan before anybody came. */
export const schedulingEventDefinitions = [
  defineEvent({
    type: 'SessionScheduled',
    version: 2,
    data: z.strictObject({
      sessionId: id,
      programmeId: id,
      groupId: id.optional(),
      /** Absent for a session that stands for itself. */
      occurrence: occurrence.optional(),
      title,
      sessionType,
      startsAt: instant,
      endsAt: instant,
      /** IANA name; the programme's, which is the one that days and weeks are counted in. */
      timeZone: z.string().min(1),
      capacity: z.int().positive(),
      facilitators: z.array(facilitator).min(1),
      roster: z.array(rosterEntry),
      attendancePolicy,
    }),
  }),
  defineEvent({
    type: 'SessionRescheduled',
    version: 1,
    data: z.strictObject({ startsAt: instant, endsAt: instant, reasonCode }),
  }),
  defineEvent({
    // Who leads it, who is expected, and what it is called, from now on; whole, so that nothing has to be added up.
    type: 'SessionPlanChanged',
    version: 3,
    data: z.strictObject({
      title,
      capacity: z.int().positive(),
      facilitators: z.array(facilitator).min(1),
      roster: z.array(rosterEntry),
      /** Who comes this once, and why, when that is what changed; the reason is null when none was given. */
      guest: z.strictObject({ patientId: id, reasonCode: guestReason.nullable() }).nullable(),
      /** Which guest does not come after all, and why, when that is what changed. */
      withdrawn: z.strictObject({ patientId: id, reasonCode: withdrawalReason.nullable() }).nullable(),
      at: instant,
    }),
  }),
  defineEvent({
    // Called off by somebody, or by Hearth long after its time: nobody ever opened its doors.
    type: 'SessionCancelled',
    version: 2,
    data: z.strictObject({ at: instant, reasonCode: z.enum([...plannedChangeReasons, 'not-held']) }),
  }),
] as const;
