import { z } from 'zod';
import { defineEvent, personal, type EventOf } from '../event-definition.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
const localDate = z.iso.date();
/** Free text of whoever decided: readable as long as their key is kept. */
const reason = personal(z.object({ reason: z.string().trim().min(3).max(2000) }));
const parameter = z.union([
  z.number(),
  z.string().max(200),
  z.boolean(),
  z.array(z.string().max(80)).max(60),
]);

/** What an override changes, and on which days. */
export const overrideTerms = {
  overrideId: id,
  packId: id,
  /** Null: the definitions of the pack. */
  ruleId: id.nullable(),
  parameters: z.record(z.string().max(60), parameter),
  effectiveFrom: localDate,
  effectiveTo: localDate.nullable(),
};

/**
 * What a programme has decided about its rules. Packs that ship are not changed: an override says what holds instead,
 * from when on, by whom and why.
 */
export const rulePackEventDefinitions = [
  defineEvent({
    type: 'RulesOverridden',
    version: 1,
    data: z.strictObject({
      programmeId: id,
      ...overrideTerms,
      by: id,
      at: instant,
      personal: reason,
    }),
    subject: (data) => data.by,
  }),
  defineEvent({
    type: 'OverrideWithdrawn',
    version: 1,
    data: z.strictObject({
      overrideId: id,
      /** The last day on which it holds; before its first day it never held. */
      lastDay: localDate,
      by: id,
      at: instant,
      personal: reason,
    }),
    subject: (data) => data.by,
  }),
  defineEvent({
    // A pack of the organisation's own, or a newer version of one that ships, as the text that was read.
    type: 'RulePackAdded',
    version: 1,
    data: z.strictObject({
      programmeId: id,
      packId: id,
      packVersion: z.int().positive(),
      document: z.string().min(2).max(200_000),
      by: id,
      at: instant,
      personal: reason,
    }),
    subject: (data) => data.by,
  }),
  defineEvent({
    // An optional pack (of an accreditor, say) is asked from now on.
    type: 'RulePackAdopted',
    version: 1,
    data: z.strictObject({ programmeId: id, packId: id, by: id, at: instant, personal: reason }),
    subject: (data) => data.by,
  }),
] as const;

export type RulePackEvent = EventOf<(typeof rulePackEventDefinitions)[number]>;
