import { z } from 'zod';
import { defineEvent, type EventOf } from '../event-definition.js';
import { facilitator, rosterEntry, sessionType } from '../session/events.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();

export const groupEventDefinitions = [
  defineEvent({
    type: 'GroupFormed',
    version: 1,
    data: z.strictObject({
      groupId: id,
      programmeId: id,
      title: z.string().min(1).max(120),
      sessionType,
      capacity: z.int().positive(),
      facilitators: z.array(facilitator).min(1),
      /** Shown in the waiting room. */
      norms: z.array(z.string().min(1).max(200)),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'PatientJoinedGroup',
    version: 1,
    data: z.strictObject({ ...rosterEntry.shape, at: instant }),
  }),
  defineEvent({
    type: 'PatientLeftGroup',
    version: 1,
    data: z.strictObject({ patientId: id, at: instant }),
  }),
] as const;

export type GroupEvent = EventOf<(typeof groupEventDefinitions)[number]>;
