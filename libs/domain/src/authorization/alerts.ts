import { v5 as uuidv5 } from 'uuid';
import { z } from 'zod';
import { addDays, daysApart, type LocalDate } from '../compliance/calendar.js';
import type { TaskKind } from '../task/events.js';
import type { AuthorizationTerms } from './commands.js';

const TASK_NAMESPACE = 'a0b0a0f2-0e0b-4f3a-8d43-0e6a7c7a2f11';

/** When a programme wants to be told of an authorization; its own. */
export const authorizationAlerts = z.strictObject({
  /** From so many percent of the units on. */
  unitsPercent: z.int().min(1).max(100),
  /** So many days before the last day. */
  daysBeforeEnd: z.int().nonnegative().max(90),
  daysBeforeReview: z.int().nonnegative().max(90),
  /** Who coordinates it with payers; null: whoever supervises the programme. */
  coordinatorId: z.string().min(1).max(128).nullable(),
  /** How long somebody has to act on units that run out. */
  dueHours: z
    .int()
    .positive()
    .max(24 * 30),
});
export type AuthorizationAlerts = z.infer<typeof authorizationAlerts>;

/** BIL-7: 80 % of the units, five days before the end. */
export const usualAuthorizationAlerts: AuthorizationAlerts = {
  unitsPercent: 80,
  daysBeforeEnd: 5,
  daysBeforeReview: 2,
  coordinatorId: null,
  dueHours: 24,
};

export const authorizationAlertKinds = ['units-used', 'authorization-ending', 'review-due'] as const;
export type AuthorizationAlertKind = Extract<TaskKind, (typeof authorizationAlertKinds)[number]>;

/** Something about an authorization that somebody should look at. */
export interface AuthorizationAlert {
  readonly kind: AuthorizationAlertKind;
  /** What it is about, so that the next one of its kind is another: the units, the last day, the day of the review. */
  readonly key: string;
  /** The day by whose end it is to be dealt with; null: within the hours that the programme gives. */
  readonly day: LocalDate | null;
}

/**
 * What somebody should look at on a day.
 * @param used units, those used before Hearth counted among them
 */
export const alertsOf = (
  terms: AuthorizationTerms,
  used: number,
  today: LocalDate,
  alerts: AuthorizationAlerts,
): readonly AuthorizationAlert[] => {
  const { units, from, to, review } = terms;
  if (today > addDays(to, 30)) return [];
  const found: AuthorizationAlert[] = [];
  if (used * 100 >= alerts.unitsPercent * units && today <= to) {
    found.push({ kind: 'units-used', key: String(units), day: null });
  }
  if (today >= from && today <= to && daysApart(today, to) <= alerts.daysBeforeEnd) {
    found.push({ kind: 'authorization-ending', key: to, day: to });
  }
  const { nextOn } = review;
  if (nextOn !== null && nextOn <= to && daysApart(today, nextOn) <= alerts.daysBeforeReview) {
    found.push({ kind: 'review-due', key: nextOn, day: nextOn });
  }
  return found;
};

/** The task of an alert, the same in every process. */
export const alertTaskId = (
  authorizationId: string,
  { kind, key }: Pick<AuthorizationAlert, 'kind' | 'key'>,
): string => uuidv5(JSON.stringify([authorizationId, kind, key]), TASK_NAMESPACE);
