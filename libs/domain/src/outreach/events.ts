import { z } from 'zod';
import { defineEvent, personal, type EventOf } from '../event-definition.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
const day = z.iso.date();
const sessionIds = z.array(id).min(1).max(20);

export const outreachSteps = ['notice', 'reminder', 'second-reminder', 'call'] as const;
export type OutreachStep = (typeof outreachSteps)[number];

/** Why nothing more is done about somebody who had not come. `over`: another day has begun. */
export const outreachEnds = [
  'came',
  'cannot-come',
  'cancelled',
  'rescheduled',
  'away',
  'not-expected',
  'over',
] as const;
export type OutreachEnd = (typeof outreachEnds)[number];

/** How an episode of care is reached out to when its patient does not come. Stream: `outreach-{enrollmentId}`. */
export const outreachEventDefinitions = [
  defineEvent({
    // A group has begun without somebody who is expected in it.
    type: 'OutreachBegun',
    version: 1,
    data: z.strictObject({
      enrollmentId: id,
      patientId: id,
      programmeId: id,
      sessionId: id,
      day,
      begunAt: instant,
      therapistId: id,
      /** When which step is due, soonest first: the programme's times as they were then. */
      steps: z.array(z.strictObject({ step: z.enum(outreachSteps), dueAt: instant })),
      call: z.strictObject({ dueAt: instant, againMinutes: z.int().positive(), tries: z.int().positive() }),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'OutreachStepTaken',
    version: 1,
    data: z.strictObject({ sessionId: id, step: z.enum(outreachSteps), at: instant }),
  }),
  defineEvent({
    type: 'OutreachEnded',
    version: 1,
    data: z.strictObject({ sessionId: id, why: z.enum(outreachEnds), at: instant }),
  }),
  defineEvent({
    // Came after the begin, or after having missed days: whatever was under way about them is over.
    type: 'ArrivalNoted',
    version: 1,
    data: z.strictObject({ sessionId: id, day, at: instant }),
  }),
  defineEvent({
    // Was expected on a day, did not come to a session of it until its end, and had not said so.
    type: 'AbsenceCounted',
    version: 1,
    data: z.strictObject({
      sessionId: id,
      day,
      /** Days missed one after the other, this one among them. */
      inARow: z.int().positive(),
      /** By when the supervisor is asked to look; null as long as there are too few of them. */
      supervisorDueAt: instant.nullable(),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'AbsenceAnnounced',
    version: 1,
    data: z.strictObject({
      patientId: id,
      sessionIds,
      at: instant,
      /** Nobody has to say why. */
      personal: personal(z.object({ reason: z.string().trim().min(1).max(1000) })).optional(),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    type: 'AbsenceTakenBack',
    version: 1,
    data: z.strictObject({ patientId: id, sessionIds, at: instant }),
  }),
  defineEvent({
    // Before a message leaves: whoever writes this sends it, and nobody else does.
    type: 'MessageClaimed',
    version: 1,
    data: z.strictObject({
      messageId: id,
      sessionId: id,
      step: z.enum(outreachSteps),
      channel: z.enum(['mail']),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'MessageHandedOver',
    version: 1,
    data: z.strictObject({ messageId: id, outcome: z.enum(['taken', 'refused']), at: instant }),
  }),
] as const;

export type OutreachEvent = EventOf<(typeof outreachEventDefinitions)[number]>;
export type OutreachEventOf<Type extends OutreachEvent['type']> = Extract<OutreachEvent, { type: Type }>;
