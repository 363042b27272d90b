import { z } from 'zod';
import { defineEvent, type EventOf } from '../event-definition.js';
import { personRef } from '../person.js';

const instant = z.int().nonnegative();

/** A person's schedule for their own calendar program, under a secret address. Stream: `calendar-{kind}.{id}`. */
export const calendarFeedEventDefinitions = [
  defineEvent({
    // In place of the address before. Of its secret only a hash is known.
    type: 'CalendarFeedOpened',
    version: 1,
    data: z.strictObject({ person: personRef, tokenHash: z.string().regex(/^[0-9a-f]{64}$/), at: instant }),
  }),
  defineEvent({ type: 'CalendarFeedClosed', version: 1, data: z.strictObject({ at: instant }) }),
] as const;

export type CalendarFeedEvent = EventOf<(typeof calendarFeedEventDefinitions)[number]>;
