import { z } from 'zod';
import { defineEvent, personal, type EventOf } from '../event-definition.js';
import { staffRoles } from '../person.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();

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
] as const;

export type StaffEvent = EventOf<(typeof staffEventDefinitions)[number]>;
