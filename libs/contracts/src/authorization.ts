import { authorizationAlerts, authorizationTerms } from '@hearth/domain';
import { z } from 'zod';

/** Bodies about payers' authorizations, by supervisors and admins of the programme. All answer 204. */
const id = z.string().min(1).max(128);
const isoDay = z.iso.date();
const letter = {
  number: z.string().trim().min(1).max(60),
  note: z.string().trim().max(1000).optional(),
};

/** `POST /enrollments/:enrollmentId/authorizations`. */
export const authorizationBody = z.strictObject({ authorizationId: id, ...authorizationTerms, ...letter });
export type AuthorizationBody = z.infer<typeof authorizationBody>;
/** `POST /authorizations/:authorizationId/changes`: the terms whole. */
export const authorizationChangeBody = z.strictObject({ ...authorizationTerms, ...letter });
/** `POST /authorizations/:authorizationId/reviews`; without `nextOn`, the next is due as often as the terms ask. */
export const authorizationReviewBody = z.strictObject({
  on: isoDay,
  outcome: z.enum(['continued', 'more-asked', 'denied']),
  nextOn: isoDay.nullable().optional(),
});
export type AuthorizationReviewBody = z.infer<typeof authorizationReviewBody>;
/** `POST /authorizations/:authorizationId/closure`. */
export const authorizationClosureBody = z.strictObject({
  why: z.enum(['replaced', 'withdrawn', 'mistake', 'episode-over']),
});
/** `POST /programmes/:programmeId/authorization-alerts`. */
export const authorizationAlertsBody = authorizationAlerts;
/** `GET /programmes/:programmeId/units.csv`: one line a day of attendance, as a claim would have it. */
export const unitsQuery = z.strictObject({ from: isoDay, to: isoDay });
