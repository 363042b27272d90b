import { z } from 'zod';
import { defineEvent, personal, type EventOf } from '../event-definition.js';
import { overrideTerms } from '../rule-pack/events.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
/** Free text of whoever decided: readable as long as their key is kept. */
const reason = personal(z.object({ reason: z.string().trim().min(3).max(2000) }));

/** What an organisation has decided for all of its programmes. */
export const organisationEventDefinitions = [
  defineEvent({
    type: 'OrganisationRulesOverridden',
    version: 1,
    data: z.strictObject({
      organisationId: id,
      ...overrideTerms,
      /** Binding: it holds over what a programme has decided itself. Otherwise a programme's own goes before it. */
      binding: z.boolean(),
      by: id,
      at: instant,
      personal: reason,
    }),
    subject: (data) => data.by,
  }),
  defineEvent({
    type: 'OrganisationOverrideWithdrawn',
    version: 1,
    data: z.strictObject({
      overrideId: id,
      /** The last day on which it holds; before its first day it never held. */
      lastDay: z.iso.date(),
      by: id,
      at: instant,
      personal: reason,
    }),
    subject: (data) => data.by,
  }),
] as const;

export type OrganisationEvent = EventOf<(typeof organisationEventDefinitions)[number]>;
