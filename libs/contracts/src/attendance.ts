import { correctionBases, entryWay } from '@hearth/domain';
import { z } from 'zod';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
const freeText = z.string().trim().min(1).max(2000);
/** Nobody remembers a moment to the second; half an hour is no memory any more. */
const uncertaintyMs = z.int().min(0).max(1_800_000);

/** `POST /sessions/:sessionId/presence` by a facilitator, before the seal: somebody took part unseen by the room. */
export const presenceEntryBody = z.strictObject({
  patientId: id,
  from: instant,
  to: instant,
  uncertaintyMs,
  how: entryWay,
  reason: freeText,
});

/** `POST /sessions/:sessionId/corrections`, after the seal. Something must be added or withdrawn. */
export const correctionBody = z.strictObject({
  patientId: id,
  basis: z.enum(correctionBases).exclude(['stated']),
  reason: freeText,
  presence: z.array(z.strictObject({ from: instant, to: instant, uncertaintyMs })).max(20),
  withdrawn: z.array(z.strictObject({ roomSid: id, participantSid: id })).max(100),
  takeLateFacts: z.boolean(),
});

/** Days in a query, both included; at most a quarter of a year. */
export const periodQuery = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 92 * 86_400_000, {
    path: ['to'],
    message: 'must not be before from, nor more than 92 days after it',
  });

const queriedInstant = z.coerce.number().int().nonnegative();

/** `GET /sessions/:sessionId/as-of`: a recorded moment, in ms since the epoch. */
export const asOfQuery = z.object({ at: queriedInstant });
/** `GET /programmes/:programmeId/as-of` and `GET /enrollments/:enrollmentId/as-of`. */
export const asOfDayQuery = z.object({ day: z.iso.date(), at: queriedInstant });
