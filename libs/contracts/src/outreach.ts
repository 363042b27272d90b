import { outreachTimes, taskOutcomes, type AuthorizationAlerts, type OutreachTimes } from '@hearth/domain';
import { z } from 'zod';

/** Bodies about people who do not come, and about what staff do then. All answer 204 but where it is said. */
const id = z.string().min(1).max(128);
const sessionIds = z.array(id).min(1).max(20);

/** `POST /enrollments/:enrollmentId/absences`: "I can't come today". By the patient, or by staff whom they told. */
export const absenceBody = z.strictObject({
  sessionIds,
  reason: z.string().trim().max(1000).optional(),
});
/** `POST /enrollments/:enrollmentId/absence-withdrawals`: "I can come after all". */
export const absenceWithdrawalBody = z.strictObject({ sessionIds });
/** `GET /me/reminders` and `POST /me/reminders`: where a patient wants to be reminded; null: nowhere but on the screen. */
export const reminderAddressBody = z.strictObject({ mail: z.email().max(254).nullable() });
export type ReminderAddress = z.infer<typeof reminderAddressBody>;
/** `POST /tasks/:taskId/report`. */
export const taskReportBody = z.strictObject({
  outcome: z.enum(taskOutcomes),
  note: z.string().trim().max(2000).optional(),
});
export type TaskReportBody = z.infer<typeof taskReportBody>;
/** Who decided a programme's figures last, and when; the name is empty once it can no longer be read. */
export interface SetLast {
  readonly displayName: string;
  readonly at: number;
}
/** `GET /programmes/:programmeId/follow-up`; null: nobody has set them, and the usual ones hold. */
export interface FollowUpAnswer {
  readonly outreachTimes: OutreachTimes;
  readonly authorizationAlerts: AuthorizationAlerts;
  readonly outreachTimesSet: SetLast | null;
  readonly authorizationAlertsSet: SetLast | null;
}
/** `POST /programmes/:programmeId/outreach-times`. */
export const outreachTimesBody = outreachTimes;
