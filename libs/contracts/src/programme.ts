import {
  capacityLimit,
  facilitator,
  groupModality,
  guestReason,
  holiday,
  lengthMinutes,
  levelOfCare,
  licence,
  partOfDay,
  residenceType,
  slot,
  stateCode,
  taperStep,
  wallTime,
  weeklyMinutes,
  withdrawalReason,
} from '@hearth/domain';
import type { Episode, ScheduleChangeRequest } from '@hearth/views';
import { z } from 'zod';

/** Bodies of what shapes a programme: its groups, tracks and episodes of care. All answer 204 but where it is said. */
const id = z.string().min(1).max(128);
const isoDay = z.iso.date();
const freeText = z.string().trim().max(2000);
const reasonCode = z.enum(['staff', 'holiday', 'technical', 'other']);
const capacityReason = z.enum(['regulation', 'staffing', 'clinical', 'other']);
const occurrence = { slotId: id, day: isoDay };

// ---- Groups, by admins and supervisors of their programme.

/** `POST /groups/:groupId/schedule`: the group's whole week. */
export const groupScheduleBody = z.strictObject({ slots: z.array(slot).max(20) });
/** `POST /groups/:groupId/skips`. */
export const skipBody = z.strictObject({ ...occurrence, reasonCode });
/** `POST /groups/:groupId/moves`. */
export const moveBody = z.strictObject({
  ...occurrence,
  to: z.strictObject({ day: isoDay, startsAt: wallTime, minutes: lengthMinutes }),
  reasonCode,
});
/** `POST /groups/:groupId/restorations`. */
export const restorationBody = z.strictObject(occurrence);
/** `POST /groups/:groupId/substitutions`; null when nobody comes in the place of who is absent. */
export const substitutionBody = z.strictObject({ ...occurrence, absentId: id, substituteId: id.nullable() });
/** `POST /groups/:groupId/guests`: one meeting only, to make up for another. Also by therapists. */
export const guestBody = z.strictObject({
  ...occurrence,
  patientId: id,
  reasonCode: guestReason.nullable().default(null),
});
/** `POST /groups/:groupId/guest-withdrawals`: the session that is planned for the meeting does not expect them either. */
export const guestWithdrawalBody = z.strictObject({
  ...occurrence,
  patientId: id,
  reasonCode: withdrawalReason.nullable().default(null),
});
/** `POST /groups/:groupId/facilitators`. */
export const groupFacilitatorsBody = z.strictObject({
  from: isoDay,
  facilitators: z.array(facilitator).min(1),
});
/** `POST /groups/:groupId/capacity`; the reason is needed when there are fewer places than people. */
export const capacityBody = z.strictObject({
  capacity: z.int().positive().max(100),
  reasonCode: capacityReason.nullable().default(null),
});
/** `POST /groups/:groupId/closure`. */
export const closureBody = z.strictObject({ from: isoDay });
export { groupModality };

// ---- Tracks, by admins and supervisors.

const trackShape = {
  title: z.string().trim().min(1).max(120),
  population: z.enum(['adult', 'adolescent', 'any']),
  partOfDay,
  part2: z.boolean(),
  capacity: z.int().positive().max(500),
  groupIds: z.array(id).max(50),
};
/** `POST /tracks`. */
export const trackBody = z.strictObject({ trackId: id, programmeId: id, ...trackShape });
/** `POST /tracks/:trackId/changes`: whole. */
export const trackChangeBody = z.strictObject({
  ...trackShape,
  reasonCode: capacityReason.nullable().default(null),
});
/** `POST /tracks/:trackId/waitlist`; `DELETE /tracks/:trackId/waitlist/:patientId` takes off it. */
export const waitlistBody = z.strictObject({ patientId: id });

// ---- Episodes of care, by the programme's staff.

/** `POST /enrollments/:enrollmentId/pauses`. */
export const pauseBody = z.strictObject({
  from: isoDay,
  reasonCode: z.enum(['medical', 'inpatient', 'travel', 'personal', 'administrative', 'other']),
  expectedBackOn: isoDay.nullable(),
});
/** `POST /enrollments/:enrollmentId/returns`. */
export const returnBody = z.strictObject({ on: isoDay });
/** `POST /enrollments/:enrollmentId/transfers`; without groups, those of the track. */
export const transferBody = z.strictObject({
  from: isoDay,
  trackId: id.nullable(),
  groupIds: z.array(id).max(50).optional(),
  why: z.enum(['clinical', 'waitlist', 'administrative']),
});
/** `POST /enrollments/:enrollmentId/residence`. */
export const residenceBody = z.strictObject({ from: isoDay, residenceState: stateCode, residenceType });
/** `POST /enrollments/:enrollmentId/payer`. */
export const payerBody = z.strictObject({ from: isoDay, payer: z.string().trim().min(1).max(80) });
/** `POST /enrollments/:enrollmentId/intensity`. */
export const intensityBody = z.strictObject({
  from: isoDay,
  levelOfCare,
  plannedWeeklyMinutes: weeklyMinutes.nullable(),
  taper: z.array(taperStep).max(12),
  why: z.enum(['progress', 'setback', 'payer', 'patient-request', 'other']),
});
/** `POST /enrollments/:enrollmentId/planned-end`. */
export const plannedEndBody = z.strictObject({
  plannedEndOn: isoDay,
  why: z.enum(['needs-more-time', 'goals-met', 'payer', 'patient-request', 'other']),
});
/** `POST /enrollments/:enrollmentId/end`. */
export const endBody = z.strictObject({
  endedOn: isoDay,
  disposition: z.enum(['completed', 'transferred', 'left', 'discharged']),
});
/** `POST /enrollments/:enrollmentId/schedule-requests` by the patient. */
export const scheduleRequestBody = z.strictObject({
  requestId: id,
  partOfDay: partOfDay.nullable(),
  text: freeText,
});
/** `POST /enrollments/:enrollmentId/schedule-requests/:requestId/decision`; the patient can only withdraw. */
export const scheduleDecisionBody = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('granted'),
    text: freeText,
    from: isoDay,
    trackId: id.nullable(),
    groupIds: z.array(id).max(50).optional(),
  }),
  z.strictObject({ decision: z.literal('declined'), text: freeText }),
  z.strictObject({ decision: z.literal('withdrawn'), text: freeText }),
]);

/** `GET /enrollments/:enrollmentId`, by the programme's staff: as its own events have it. */
export interface EnrollmentAnswer {
  readonly enrollmentId: string;
  readonly displayName: string;
  readonly simulated: boolean;
  readonly episode: Episode;
}
/** A session to come that stands for itself, to which a patient comes this once. */
export interface Visit {
  readonly sessionId: string;
  readonly title: string;
  readonly startsAt: number;
}
/** `GET /enrollments/:enrollmentId/visits`, by the programme's staff, soonest first; visits of groups are the groups'. */
export interface VisitsAnswer {
  readonly visits: readonly Visit[];
}
/** `GET /enrollments/:enrollmentId/schedule-requests` by the patient: own requests and their answers, newest last. */
export interface ScheduleRequestsAnswer {
  readonly requests: readonly (Omit<ScheduleChangeRequest, 'decision'> & {
    readonly decision: Pick<
      NonNullable<ScheduleChangeRequest['decision']>,
      'decision' | 'at' | 'text'
    > | null;
  })[];
}

// ---- The programme and its staff, by admins.

/** `POST /staff/:staffId/licences`: whole. */
export const licencesBody = z.strictObject({ licences: z.array(licence).max(60), needsCoSign: z.boolean() });
/** `POST /programmes/:programmeId/holidays`: whole. */
export const holidaysBody = z.strictObject({ holidays: z.array(holiday).max(200) });
/** `POST /programmes/:programmeId/capacity-limits`: whole. */
export const capacityLimitsBody = z.strictObject({ limits: z.array(capacityLimit).max(200) });

// ---- Sessions, by admins and supervisors.

/** `POST /sessions/:sessionId/time`: moves it; one of a group's, in the group too. */
export const sessionTimeBody = z.strictObject({ startsAt: z.int(), endsAt: z.int(), reasonCode });
/** `POST /sessions/:sessionId/cancellation`. */
export const cancellationBody = z.strictObject({ reasonCode });
/** `POST /sessions/:sessionId/guests`: somebody comes to this one to make up for another. Also by therapists. */
export const sessionGuestBody = z.strictObject({
  patientId: id,
  reasonCode: guestReason.nullable().default(null),
});
/** `POST /sessions/:sessionId/guest-withdrawals`; of a group's session, the group is told as well. Also by therapists. */
export const sessionGuestWithdrawalBody = z.strictObject({
  patientId: id,
  reasonCode: withdrawalReason.nullable().default(null),
});

// ---- Calendars.

/** `GET /programmes/:programmeId/calendar`: at most five weeks. */
export const calendarQuery = z.strictObject({ from: isoDay, to: isoDay });

/**
 * `POST /me/calendar-feed`: makes a secret address for calendar programs, in place of one before; it is shown once.
 * `DELETE` closes it. `GET` tells whether one is open.
 */
export const calendarFeed = z.object({ path: z.string() });
export type CalendarFeed = z.infer<typeof calendarFeed>;
export const calendarFeedState = z.object({ openedAt: z.int().nullable() });
export type CalendarFeedState = z.infer<typeof calendarFeedState>;
