import { z } from 'zod';
import { defineEvent, type EventOf } from '../event-definition.js';

const id = z.string().min(1).max(128);

export const programmeEventDefinitions = [
  defineEvent({
    type: 'ProgrammeEstablished',
    version: 1,
    data: z.strictObject({
      programmeId: id,
      organisationId: id,
      title: z.string().min(1).max(120),
      timeZone: z.string().min(1),
      emergencyNumber: z.string().min(2).max(20),
      rulePackId: id,
      rulePackVersion: z.int().positive(),
      at: z.int().nonnegative(),
    }),
  }),
  defineEvent({
    // The programme's chain of seals: one link a session, in the order in which they were sealed.
    type: 'SealChained',
    version: 1,
    data: z.strictObject({
      sessionId: id,
      sequence: z.int().nonnegative(),
      hash: z.string(),
      previousHash: z.string().nullable(),
      at: z.int().nonnegative(),
    }),
  }),
] as const;

export type ProgrammeEvent = EventOf<(typeof programmeEventDefinitions)[number]>;
