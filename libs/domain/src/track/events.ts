import { z } from 'zod';
import { defineEvent, type EventOf } from '../event-definition.js';
import { rosterEntry } from '../session/scheduling-events.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
const isoDay = z.iso.date();

export const partsOfDay = ['morning', 'day', 'afternoon', 'evening', 'weekend'] as const;
export const partOfDay = z.enum(partsOfDay);
export type PartOfDay = z.infer<typeof partOfDay>;

const shape = {
  title: z.string().min(1).max(120),
  population: z.enum(['adult', 'adolescent', 'any']),
  partOfDay,
  /** Whether it treats substance use, so that 42 CFR Part 2 applies to what is kept of it. */
  part2: z.boolean(),
  capacity: z.int().positive(),
  /** The groups whose week is the week of who is in it. */
  groupIds: z.array(id),
};

/** A programme's weekly shape: groups that belong together, with so many places, and who waits for one. */
export const trackEventDefinitions = [
  defineEvent({
    type: 'TrackDefined',
    version: 1,
    data: z.strictObject({ trackId: id, programmeId: id, ...shape, at: instant }),
  }),
  defineEvent({
    // Whole, in place of what it was. With a reason when there are fewer places than people.
    type: 'TrackChanged',
    version: 1,
    data: z.strictObject({
      ...shape,
      reasonCode: z.enum(['regulation', 'staffing', 'clinical', 'other']).nullable(),
      at: instant,
    }),
  }),
  defineEvent({ type: 'TrackClosed', version: 1, data: z.strictObject({ at: instant }) }),
  defineEvent({
    type: 'SeatTaken',
    version: 1,
    data: z.strictObject({ ...rosterEntry.shape, from: isoDay, at: instant }),
  }),
  defineEvent({
    // The first day on which the place is free.
    type: 'SeatFreed',
    version: 1,
    data: z.strictObject({ patientId: id, from: isoDay, at: instant }),
  }),
  defineEvent({
    type: 'PatientWaitlisted',
    version: 1,
    data: z.strictObject({ patientId: id, at: instant }),
  }),
  defineEvent({
    type: 'WaitlistLeft',
    version: 1,
    data: z.strictObject({ patientId: id, why: z.enum(['promoted', 'withdrew']), at: instant }),
  }),
] as const;

export type TrackEvent = EventOf<(typeof trackEventDefinitions)[number]>;
export type TrackEventOf<Type extends TrackEvent['type']> = Extract<TrackEvent, { readonly type: Type }>;
