import { z } from 'zod';
import { defineEvent, type EventOf } from '../event-definition.js';
import { programmeCalendarEventDefinitions } from './calendar-events.js';
import { programmeFollowUpEventDefinitions } from './follow-up-events.js';

const id = z.string().min(1).max(128);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

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
  defineEvent({
    // A correction's link in the same chain, with a signature of its own.
    type: 'CorrectionChained',
    version: 1,
    data: z.strictObject({
      sessionId: id,
      correctionId: id,
      sequence: z.int().nonnegative(),
      hash,
      previousHash: hash.nullable(),
      keyId: z.string(),
      signature: z.string(),
      at: z.int().nonnegative(),
    }),
  }),
  defineEvent({
    // One signed root over all that was chained since the root before it, made when the programme's day is over.
    type: 'DayRooted',
    version: 1,
    data: z.strictObject({
      day: z.iso.date(),
      firstSequence: z.int().nonnegative(),
      lastSequence: z.int().nonnegative(),
      unsealed: z.array(id),
      previousRoot: hash.nullable(),
      root: hash,
      keyId: z.string(),
      signature: z.string(),
      at: z.int().nonnegative(),
    }),
  }),
  ...programmeCalendarEventDefinitions,
  ...programmeFollowUpEventDefinitions,
] as const;

export type ProgrammeEvent = EventOf<(typeof programmeEventDefinitions)[number]>;
