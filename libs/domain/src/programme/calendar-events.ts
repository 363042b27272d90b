import { z } from 'zod';
import { defineEvent } from '../event-definition.js';
import { sessionType } from '../session/scheduling-events.js';

const instant = z.int().nonnegative();

/** How many may be in a session at most, where a rule says so: in a state, for a type of session, by video. */
export const capacityLimit = z.strictObject({
  /** Null: in all. */
  state: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  sessionType: sessionType.nullable(),
  modality: z.enum(['video', 'in-person', 'hybrid']).nullable(),
  most: z.int().positive(),
  /** For whoever has to defend it. */
  source: z.string().min(1).max(200),
});
export type CapacityLimit = z.infer<typeof capacityLimit>;

export const holiday = z.strictObject({ day: z.iso.date(), title: z.string().min(1).max(80) });

/** What holds for all groups of a programme; each list takes the place of the one before. */
export const programmeCalendarEventDefinitions = [
  defineEvent({
    type: 'HolidaysDeclared',
    version: 1,
    data: z.strictObject({ holidays: z.array(holiday).max(200), at: instant }),
  }),
  defineEvent({
    type: 'CapacityLimitsSet',
    version: 1,
    data: z.strictObject({ limits: z.array(capacityLimit).max(200), at: instant }),
  }),
] as const;
