import { z } from 'zod';
import { personRef } from '../person.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();

export const witnesses = ['livekit-webhook', 'livekit-poll', 'client', 'staff'] as const;
export const witness = z.enum(witnesses);
export type Witness = z.infer<typeof witness>;

export const leaveReasons = [
  'left',
  'removed',
  'room-closed',
  'connection-lost',
  'replaced-by-own-device',
  'server-stopped',
  'join-failed',
  'unknown',
] as const;
export const leaveReason = z.enum(leaveReasons);
export type LeaveReason = z.infer<typeof leaveReason>;

/**
 * Where a presence fact comes from and how far it can be trusted. Facts are keyed by (room sid, participant sid):
 * a reconnect has a new participant sid, and a `left` of the old one may come after it.
 */
export const presence = {
  roomSid: id,
  participantSid: id,
  person: personRef,
  witness,
  /** When it happened, as the witness says. */
  at: instant,
  /** The true moment lies within `at` ± this many milliseconds. */
  uncertaintyMs: z.int().nonnegative(),
};

export const entryWays = ['telephone', 'room-failed', 'in-person', 'other'] as const;
/** How somebody took part whom the video room did not see. */
export const entryWay = z.enum(entryWays);
export type EntryWay = z.infer<typeof entryWay>;

/** Who says so, when a fact comes from a member of staff and not from a machine. Never a name, never free text. */
export const enteredBy = z.strictObject({
  by: id,
  how: entryWay,
  /** SHA-256 of the salted reason, so that a reason can be checked and not guessed. */
  reasonDigest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type EnteredBy = z.infer<typeof enteredBy>;

export const joinedFact = z.strictObject({
  ...presence,
  kind: z.literal('joined'),
  hidden: z.boolean(),
  entered: enteredBy.optional(),
});
export const leftFact = z.strictObject({
  ...presence,
  kind: z.literal('left'),
  leaveReason,
  entered: enteredBy.optional(),
});
/** One witnessed end of a connection, as it came. */
export const attendanceFact = z.discriminatedUnion('kind', [joinedFact, leftFact]);

export const correctionBases = [
  'telephone',
  'room-failed',
  'in-person',
  'late-facts',
  'not-attending',
  'other',
  'stated',
] as const;

/**
 * What a corrected figure follows from: the sealed facts with these added, and without the connections withdrawn.
 * `stated` is a figure of before corrections had evidence; it cannot be derived.
 */
export const correctionEvidence = z.strictObject({
  basis: z.enum(correctionBases),
  added: z.array(attendanceFact).max(500),
  withdrawn: z.array(z.strictObject({ roomSid: id, participantSid: id })).max(100),
});
export type CorrectionEvidence = z.infer<typeof correctionEvidence>;
