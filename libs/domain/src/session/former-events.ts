import { z } from 'zod';
import { attendanceSeal, patientAttendance, sealedAttendance } from '../attendance/sealed.js';
import { defineEvent, personal } from '../event-definition.js';
import { actor } from '../person.js';

import {
  facilitator,
  formerSessionTypes,
  guestReason,
  plannedChangeReasons,
  rosterEntry,
} from './scheduling-events.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();

/** As a policy was before it said under which rules it is read. */
const formerAttendancePolicy = z.object({
  id: z.string().min(1),
  version: z.int().positive(),
  bridgeMs: z.int().nonnegative(),
  graceLateMs: z.int().nonnegative(),
  minPresentMs: z.int().nonnegative(),
  breaksCount: z.boolean(),
  unstaffedCounts: z.boolean(),
  unstaffedGraceMs: z.int().nonnegative(),
  audioOnlyCounts: z.boolean(),
});

/** Shapes that are not written any more and can still be read. */
export const formerSessionEventDefinitions = [
  defineEvent({
    type: 'SessionScheduled',
    version: 1,
    data: z.strictObject({
      sessionId: id,
      programmeId: id,
      groupId: id.optional(),
      title: z.string().min(1).max(120),
      sessionType: z.enum(formerSessionTypes),
      startsAt: instant,
      endsAt: instant,
      timeZone: z.string().min(1),
      capacity: z.int().positive(),
      facilitators: z.array(facilitator).min(1),
      roster: z.array(rosterEntry),
      attendancePolicy: formerAttendancePolicy,
    }),
  }),
  defineEvent({
    type: 'SessionPlanChanged',
    version: 1,
    data: z.strictObject({
      title: z.string().min(1).max(120),
      capacity: z.int().positive(),
      facilitators: z.array(facilitator).min(1),
      roster: z.array(rosterEntry),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'SessionPlanChanged',
    version: 2,
    data: z.strictObject({
      title: z.string().min(1).max(120),
      capacity: z.int().positive(),
      facilitators: z.array(facilitator).min(1),
      roster: z.array(rosterEntry),
      guest: z.strictObject({ patientId: id, reasonCode: guestReason.nullable() }).nullable(),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'SessionCancelled',
    version: 1,
    data: z.strictObject({ at: instant, reasonCode: z.enum(plannedChangeReasons) }),
  }),
  defineEvent({
    type: 'AttendanceSealed',
    version: 1,
    data: z.strictObject({ by: actor, at: instant, attendance: sealedAttendance, seal: attendanceSeal }),
  }),
  defineEvent({
    type: 'AttendanceCorrected',
    version: 1,
    data: z.strictObject({
      correctionId: id,
      patientId: id,
      by: id,
      at: instant,
      before: patientAttendance,
      after: patientAttendance,
      personal: personal(z.object({ reason: z.string().trim().min(1).max(2000) })),
    }),
    subject: (data) => data.patientId,
  }),
] as const;

/** How data of a former version become those of the next. */
export const sessionEventUpcasters = [
  {
    // The session types became more, and a policy may name its rules.
    type: 'SessionScheduled',
    from: 1,
    upcast: (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => data,
  },
  {
    // Whether it was for a guest, and why, was not told.
    type: 'SessionPlanChanged',
    from: 1,
    upcast: (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
      ...data,
      guest: null,
    }),
  },
  {
    // Nobody could be withdrawn by itself.
    type: 'SessionPlanChanged',
    from: 2,
    upcast: (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
      ...data,
      withdrawn: null,
    }),
  },
  {
    // All of them were called off by somebody.
    type: 'SessionCancelled',
    from: 1,
    upcast: (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => data,
  },
  {
    // Those were over everything at once, and stay so.
    type: 'AttendanceSealed',
    from: 1,
    upcast: (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
      ...data,
      leafSecret: null,
    }),
  },
  {
    type: 'AttendanceCorrected',
    from: 1,
    upcast: (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
      ...data,
      evidence: { basis: 'stated', added: [], withdrawn: [] },
      reasonDigest: null,
    }),
  },
] as const;
