import { z } from 'zod';
import { levelOfCare } from '../enrollment/terms.js';
import { defineEvent, personal, type EventOf } from '../event-definition.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
const day = z.iso.date();

/** What a payer allows, as it stands on the letter. */
export const authorizationTerms = {
  payer: z.string().trim().min(1).max(120),
  levelOfCare,
  /** Per-diem codes that it covers, such as S9480 or H0015. */
  codes: z.array(z.string().trim().min(1).max(20)).min(1).max(10),
  /** Such as 0905 or 0906; null where the payer asks for none. */
  revenueCode: z.string().trim().min(1).max(10).nullable(),
  /** Days of attendance: one unit a day. */
  units: z.int().positive().max(1_000),
  from: day,
  to: day,
  /** Units that were used before they were counted here. */
  usedBefore: z.int().nonnegative().max(1_000),
  review: z.strictObject({
    /** Null: none is asked for. */
    nextOn: day.nullable(),
    everyDays: z.int().positive().max(366).nullable(),
  }),
  /** How the payer wants services by video marked on a claim; null: not at all. */
  telehealth: z.strictObject({
    /** 10: in the patient's home; 02: elsewhere; `by-residence`: whichever it is on that day. */
    placeOfService: z.enum(['10', '02', 'by-residence']).nullable(),
    modifier: z.string().trim().min(1).max(4).nullable(),
  }),
};

/** The number is the payer's for this person: it is kept as a name is. */
const letter = personal(
  z.object({ number: z.string().trim().min(1).max(60), note: z.string().trim().max(1000).optional() }),
);

/** A payer's authorization of care, in units of days. Nothing to do with who may see what. */
export const authorizationEventDefinitions = [
  defineEvent({
    type: 'AuthorizationEntered',
    version: 1,
    data: z.strictObject({
      authorizationId: id,
      enrollmentId: id,
      patientId: id,
      programmeId: id,
      ...authorizationTerms,
      by: id,
      at: instant,
      personal: letter,
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    // Extended, cut, or put right: the terms whole, so that nothing has to be added up.
    type: 'AuthorizationChanged',
    version: 1,
    data: z.strictObject({
      authorizationId: id,
      patientId: id,
      ...authorizationTerms,
      by: id,
      at: instant,
      personal: letter,
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    // A concurrent review was held with the payer.
    type: 'ReviewRecorded',
    version: 1,
    data: z.strictObject({
      authorizationId: id,
      on: day,
      outcome: z.enum(['continued', 'more-asked', 'denied']),
      nextOn: day.nullable(),
      by: id,
      at: instant,
    }),
  }),
  defineEvent({
    type: 'AuthorizationClosed',
    version: 1,
    data: z.strictObject({
      authorizationId: id,
      why: z.enum(['replaced', 'withdrawn', 'mistake', 'episode-over']),
      by: id,
      at: instant,
    }),
  }),
] as const;

export type AuthorizationEvent = EventOf<(typeof authorizationEventDefinitions)[number]>;
export type AuthorizationEventOf<Type extends AuthorizationEvent['type']> = Extract<
  AuthorizationEvent,
  { type: Type }
>;
