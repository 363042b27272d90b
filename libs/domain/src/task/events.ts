import { z } from 'zod';
import { defineEvent, personal, type EventOf } from '../event-definition.js';
import { staffRoles } from '../person.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
const note = personal(z.object({ note: z.string().trim().max(2000) }));

/** What a task is about: a person who did not come, or a payer's authorization. */
export const taskKinds = [
  'call',
  'repeated-absence',
  'units-used',
  'authorization-ending',
  'review-due',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What came of a task. `not-reached` and `left-message` leave a call open for another try. */
export const taskOutcomes = [
  'spoke',
  'left-message',
  'not-reached',
  'plan-changed',
  'request-sent',
  'safety-concern',
  'not-needed',
] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];

/** Whose it is: somebody's own, or anybody's of a role in the programme. */
export const taskOwner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), staffId: id }),
  z.strictObject({ kind: z.literal('role'), role: z.enum(staffRoles) }),
]);
export type TaskOwner = z.infer<typeof taskOwner>;

/** Why nobody has to do a task any more. */
export const withdrawals = [
  'came',
  'cannot-come',
  'session-changed',
  'away',
  'superseded',
  'no-longer-so',
] as const;
export type Withdrawal = (typeof withdrawals)[number];

/** Something that a member of staff has to do by a time, and what came of it. */
export const taskEventDefinitions = [
  defineEvent({
    type: 'TaskOpened',
    version: 1,
    data: z.strictObject({
      taskId: id,
      programmeId: id,
      kind: z.enum(taskKinds),
      patientId: id,
      enrollmentId: id,
      sessionId: id.nullable(),
      authorizationId: id.nullable(),
      owner: taskOwner,
      dueAt: instant,
      /** When somebody could not be reached: after how long it is tried again, and how often in all. */
      again: z.strictObject({ minutes: z.int().positive(), tries: z.int().positive() }).nullable(),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'TaskTaken',
    version: 1,
    data: z.strictObject({ taskId: id, by: id, at: instant }),
  }),
  defineEvent({
    type: 'TaskTried',
    version: 1,
    data: z.strictObject({
      taskId: id,
      patientId: id,
      by: id,
      outcome: z.enum(['left-message', 'not-reached']),
      /** When it is due again. */
      dueAt: instant,
      at: instant,
      personal: note.optional(),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    type: 'TaskClosed',
    version: 1,
    data: z.strictObject({
      taskId: id,
      patientId: id,
      by: id,
      outcome: z.enum(taskOutcomes),
      at: instant,
      personal: note.optional(),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    type: 'TaskWithdrawn',
    version: 1,
    data: z.strictObject({ taskId: id, why: z.enum(withdrawals), at: instant }),
  }),
] as const;

export type TaskEvent = EventOf<(typeof taskEventDefinitions)[number]>;
