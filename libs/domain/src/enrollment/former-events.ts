import { z } from 'zod';
import { defineEvent } from '../event-definition.js';

const id = z.string().min(1).max(128);
const isoDay = z.iso.date();

/** Shapes that are not written any more and can still be read. */
export const formerEnrollmentEventDefinitions = [
  defineEvent({
    type: 'PatientEnrolled',
    version: 1,
    data: z.strictObject({
      enrollmentId: id,
      patientId: id,
      programmeId: id,
      groupIds: z.array(id),
      primaryTherapistId: id,
      startsOn: isoDay,
      plannedEndOn: isoDay,
      ageBand: z.enum(['adult', 'adolescent']),
      payer: z.string().min(1),
      residenceState: z.string().regex(/^[A-Z]{2}$/),
      asksSubstanceUse: z.boolean(),
      at: z.int().nonnegative(),
    }),
  }),
] as const;

/** What was not asked of an enrollment before its second version reads as not known. */
export const enrollmentEventUpcasters = [
  {
    type: 'PatientEnrolled',
    from: 1,
    upcast: (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
      ...data,
      trackId: null,
      levelOfCare: 'iop',
      priorLevelOfCare: 'unknown',
      residenceType: 'unknown',
      plannedWeeklyMinutes: null,
      taper: [],
    }),
  },
] as const;
