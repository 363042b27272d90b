import { z } from 'zod';
import { defineEvent, type EventOf } from '../event-definition.js';
import { actor, personRef } from '../person.js';

const id = z.string().min(1).max(128);

/** What 45 CFR 164.312(b) asks to be recorded and examined: who touched what of whom. Stream: `audit-{date}`. */
export const accessEventDefinitions = [
  defineEvent({
    type: 'AccessAudited',
    version: 1,
    data: z.strictObject({
      by: actor,
      action: z.enum([
        'sign-in',
        'sign-out',
        'read',
        'token-issued',
        'observe',
        'override',
        'export',
        'refused',
      ]),
      /** What was touched: a kind of record and opaque ids. */
      entity: z.object({
        kind: z.string().max(40),
        id: id.optional(),
        patientId: id.optional(),
        sessionId: id.optional(),
      }),
      outcome: z.enum(['allowed', 'refused']),
      at: z.int().nonnegative(),
    }),
  }),
  defineEvent({
    // Who may sign in, and who decided it: kept where accesses are examined, beside the person's own stream.
    type: 'AccountAudited',
    version: 1,
    data: z.strictObject({
      by: actor,
      action: z.enum(['invite', 'revoke', 'link', 'unlink', 'deactivate', 'reactivate']),
      person: personRef,
      at: z.int().nonnegative(),
    }),
  }),
] as const;

export type AccessEvent = EventOf<(typeof accessEventDefinitions)[number]>;
