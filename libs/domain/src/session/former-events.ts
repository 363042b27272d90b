import { z } from 'zod';
import { patientAttendance } from '../attendance/sealed.js';
import { defineEvent, personal } from '../event-definition.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();

/** Shapes that are not written any more and can still be read. */
export const formerSessionEventDefinitions = [
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
    type: 'AttendanceCorrected',
    from: 1,
    upcast: (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
      ...data,
      evidence: { basis: 'stated', added: [], withdrawn: [] },
      reasonDigest: null,
    }),
  },
] as const;
