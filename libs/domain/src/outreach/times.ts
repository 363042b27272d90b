import { z } from 'zod';

const minutes = z
  .int()
  .nonnegative()
  .max(7 * 24 * 60);

/** When what happens for somebody who is expected and has not come; a programme's own. Minutes since the begin. */
export const outreachTimes = z.strictObject({
  /** A word on the person's own screen. */
  noticeMinutes: minutes,
  /** The first reminder that is also sent. */
  reminderMinutes: minutes,
  secondReminderMinutes: minutes,
  /** When the therapist gets the task to call, and by when it is due. */
  callTaskMinutes: minutes,
  callDueMinutes: minutes,
  /** When nobody was reached: how long until the next try, and how many tries in all. */
  callAgainMinutes: minutes.min(1),
  callTries: z.int().min(1).max(20),
  /** After so many days missed in a row the supervisor is asked, and has so long. */
  absencesForSupervisor: z.int().min(1).max(20),
  supervisorDueMinutes: minutes,
});
export type OutreachTimes = z.infer<typeof outreachTimes>;

/** ATT-1: at once, again at 15 to 30 minutes, a call within the hour, the supervisor after two in a row. */
export const usualOutreachTimes: OutreachTimes = {
  noticeMinutes: 0,
  reminderMinutes: 5,
  secondReminderMinutes: 20,
  callTaskMinutes: 30,
  callDueMinutes: 60,
  callAgainMinutes: 120,
  callTries: 3,
  absencesForSupervisor: 2,
  supervisorDueMinutes: 24 * 60,
};

/** Whether each step comes after the one before. */
export const areSoundTimes = (times: OutreachTimes): boolean => {
  const { noticeMinutes, reminderMinutes, secondReminderMinutes, callTaskMinutes, callDueMinutes } = times;
  const inOrder = [noticeMinutes, reminderMinutes, secondReminderMinutes, callTaskMinutes, callDueMinutes];
  return inOrder.every((each, index) => each >= (inOrder[index - 1] ?? 0));
};
