import { z } from 'zod';
import { defineEvent, personal, type EventOf } from '../event-definition.js';
import { personRef } from '../person.js';
import { partOfDay } from '../track/events.js';
import {
  ageBands,
  levelOfCare,
  isoDay,
  priorLevelOfCare,
  residenceType,
  stateCode,
  taperStep,
  weeklyMinutes,
} from './terms.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
const payer = z.string().min(1);

/** An episode of care: a patient in a programme, from admission to discharge. */
export const enrollmentEventDefinitions = [
  defineEvent({
    type: 'PatientEnrolled',
    version: 2,
    data: z.strictObject({
      enrollmentId: id,
      patientId: id,
      programmeId: id,
      trackId: id.nullable(),
      groupIds: z.array(id),
      primaryTherapistId: id,
      startsOn: isoDay,
      plannedEndOn: isoDay,
      /** As it was at enrollment. It is what is left when the birth date can no longer be read. */
      ageBand: z.enum(ageBands),
      payer,
      residenceState: stateCode,
      residenceType,
      levelOfCare,
      priorLevelOfCare,
      /** Null when nothing was planned beyond what the rules ask. */
      plannedWeeklyMinutes: weeklyMinutes.nullable(),
      /** Steps down towards the end, soonest first. */
      taper: z.array(taperStep),
      /** Whether the plan asks about substance use in the check-in. */
      asksSubstanceUse: z.boolean(),
      at: instant,
      personal: personal(z.object({ birthDate: isoDay })).optional(),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    // From this day on the patient is away: no session is owed, and no week of the time away is judged.
    type: 'EnrollmentPaused',
    version: 1,
    data: z.strictObject({
      from: isoDay,
      reasonCode: z.enum(['medical', 'inpatient', 'travel', 'personal', 'administrative', 'other']),
      expectedBackOn: isoDay.nullable(),
      at: instant,
    }),
  }),
  defineEvent({
    // The first day on which the patient is back.
    type: 'EnrollmentResumed',
    version: 1,
    data: z.strictObject({ on: isoDay, at: instant }),
  }),
  defineEvent({
    // Another place in the programme's week from a day on; also within a week.
    type: 'PatientTransferred',
    version: 1,
    data: z.strictObject({
      from: isoDay,
      trackId: id.nullable(),
      groupIds: z.array(id),
      why: z.enum(['clinical', 'patient-request', 'waitlist', 'administrative']),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'ResidenceChanged',
    version: 1,
    data: z.strictObject({ from: isoDay, residenceState: stateCode, residenceType, at: instant }),
  }),
  defineEvent({
    type: 'PayerChanged',
    version: 1,
    data: z.strictObject({ from: isoDay, payer, at: instant }),
  }),
  defineEvent({
    // More care after a setback, less with progress: a decision with its day. The taper replaces the one before.
    type: 'IntensityChanged',
    version: 1,
    data: z.strictObject({
      from: isoDay,
      levelOfCare,
      plannedWeeklyMinutes: weeklyMinutes.nullable(),
      taper: z.array(taperStep),
      why: z.enum(['progress', 'setback', 'payer', 'patient-request', 'other']),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'PlannedEndMoved',
    version: 1,
    data: z.strictObject({
      plannedEndOn: isoDay,
      why: z.enum(['needs-more-time', 'goals-met', 'payer', 'patient-request', 'other']),
      at: instant,
    }),
  }),
  defineEvent({
    // "Could I come in the mornings?"
    type: 'ScheduleChangeRequested',
    version: 1,
    data: z.strictObject({
      requestId: id,
      patientId: id,
      partOfDay: partOfDay.nullable(),
      at: instant,
      personal: personal(z.object({ text: z.string().trim().max(2000) })),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    type: 'ScheduleChangeDecided',
    version: 1,
    data: z.strictObject({
      requestId: id,
      patientId: id,
      decision: z.enum(['granted', 'declined', 'withdrawn']),
      by: personRef,
      at: instant,
      personal: personal(z.object({ text: z.string().trim().max(2000) })),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    // The one summary that a closed session leaves here; the minutes are those of its seal.
    type: 'AttendanceCredited',
    version: 1,
    data: z.strictObject({
      sessionId: id,
      sessionType: z.string(),
      startsAt: instant,
      endsAt: instant,
      /** The programme's calendar day that the session counts on. */
      day: isoDay,
      rawMs: z.int().nonnegative(),
      countedMs: z.int().nonnegative(),
      uncertaintyMs: z.int().nonnegative(),
      /** The counted spans, joined where they touch: two sessions never count the same minute twice. */
      countedSpans: z.array(z.object({ from: instant, to: instant })),
      flags: z.array(z.string()),
      sealHash: z.string(),
      /** 0 for the seal; each correction of the session is one higher and replaces the figure before it. */
      correction: z.int().nonnegative(),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'EnrollmentEnded',
    version: 1,
    data: z.strictObject({
      endedOn: isoDay,
      disposition: z.enum(['completed', 'transferred', 'left', 'discharged']),
      at: instant,
    }),
  }),
] as const;

export type EnrollmentEvent = EventOf<(typeof enrollmentEventDefinitions)[number]>;
