import { z } from 'zod';
import { defineEvent, type EventOf } from '../event-definition.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
const localDate = z.iso.date();

/** An episode of care: a patient in a programme, from admission to discharge. */
export const enrollmentEventDefinitions = [
  defineEvent({
    type: 'PatientEnrolled',
    version: 1,
    data: z.strictObject({
      enrollmentId: id,
      patientId: id,
      programmeId: id,
      groupIds: z.array(id),
      primaryTherapistId: id,
      startsOn: localDate,
      plannedEndOn: localDate,
      ageBand: z.enum(['adult', 'adolescent']),
      payer: z.string().min(1),
      residenceState: z.string().regex(/^[A-Z]{2}$/),
      /** Whether the plan asks about substance use in the check-in. */
      asksSubstanceUse: z.boolean(),
      at: instant,
    }),
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
      day: localDate,
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
      endedOn: localDate,
      disposition: z.enum(['completed', 'transferred', 'left', 'discharged']),
      at: instant,
    }),
  }),
] as const;

export type EnrollmentEvent = EventOf<(typeof enrollmentEventDefinitions)[number]>;
