import { z } from 'zod';
import { defineEvent, personal, type EventOf } from '../event-definition.js';
import { staffRoles } from '../person.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();

export const licence = z.strictObject({
  state: z.string().regex(/^[A-Z]{2}$/),
  /** As on the licence: LCSW, LPC, MD. */
  credential: z.string().trim().min(1).max(40),
  /** The last day on which it holds; null when it does not run out. */
  expiresOn: z.iso.date().nullable(),
});
export type Licence = z.infer<typeof licence>;

/** Whether somebody may practise in a state on a day. */
export const isLicensedIn = (licences: readonly Licence[], state: string, day: string): boolean =>
  licences.some((one) => one.state === state && (one.expiresOn === null || day <= one.expiresOn));

export const staffEventDefinitions = [
  defineEvent({
    type: 'StaffRegistered',
    version: 1,
    data: z.strictObject({
      staffId: id,
      programmeIds: z.array(id).min(1),
      role: z.enum(staffRoles),
      simulated: z.boolean(),
      at: instant,
      personal: personal(
        z.object({
          displayName: z.string().trim().min(1).max(80),
          credentials: z.string().trim().max(40).optional(),
          locale: z.enum(['en', 'es']),
        }),
      ),
    }),
    subject: (data) => data.staffId,
  }),
  defineEvent({
    // Where somebody may practise, whole; licences are public record and no secret of the person.
    type: 'StaffLicencesSet',
    version: 1,
    data: z.strictObject({
      staffId: id,
      licences: z.array(licence).max(60),
      /** Whether somebody else has to sign what they write. */
      needsCoSign: z.boolean(),
      at: instant,
    }),
  }),
] as const;

export type StaffEvent = EventOf<(typeof staffEventDefinitions)[number]>;
