import { z } from 'zod';
import { sealedAttendance, patientAttendance, attendanceSeal } from '../attendance/sealed.js';
import { defineEvent, personal, type EventOf } from '../event-definition.js';
import { actor, personRef } from '../person.js';
import { checkIn } from './check-in.js';
import { schedulingEventDefinitions } from './scheduling-events.js';
import { correctionEvidence, entryWay, leaveReason, presence } from './witness.js';

export * from './scheduling-events.js';
export * from './witness.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
const freeText = z.string().trim().min(1).max(2000);
const reason = personal(z.object({ reason: freeText }));
const saltedReason = personal(z.object({ reason: freeText, salt: z.string().max(64).optional() }));
const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const sessionEventDefinitions = [
  ...schedulingEventDefinitions,
  defineEvent({ type: 'DoorsOpened', version: 1, data: z.strictObject({ by: id, at: instant }) }),
  defineEvent({
    type: 'CheckInSubmitted',
    version: 1,
    data: z.strictObject({ patientId: id, at: instant, personal: personal(checkIn) }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    type: 'WaitingRoomEntered',
    version: 1,
    data: z.strictObject({ patientId: id, at: instant }),
  }),
  defineEvent({
    type: 'WaitingRoomLeft',
    version: 1,
    data: z.strictObject({
      patientId: id,
      at: instant,
      why: z.enum(['left', 'connection-lost', 'session-over']),
    }),
  }),
  defineEvent({
    type: 'PatientAdmitted',
    version: 1,
    data: z.strictObject({
      patientId: id,
      by: id,
      at: instant,
      /** What was missing when a facilitator let the patient in all the same; empty without an override. */
      overrides: z.array(z.enum(['check-in', 'location', 'contact', 'attestations', 'safety', 'capacity'])),
      personal: reason.optional(),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    type: 'PatientTurnedAway',
    version: 1,
    data: z.strictObject({
      patientId: id,
      by: id,
      at: instant,
      reasonCode: z.enum(['not-expected', 'not-private', 'under-influence', 'safety', 'late', 'other']),
      personal: reason.optional(),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    type: 'SessionStarted',
    version: 1,
    data: z.strictObject({ by: id, at: instant }),
  }),
  defineEvent({
    type: 'ParticipantJoined',
    version: 1,
    data: z.strictObject({ ...presence, hidden: z.boolean() }),
  }),
  defineEvent({
    type: 'ParticipantLeft',
    version: 1,
    data: z.strictObject({ ...presence, leaveReason }),
  }),
  defineEvent({
    // Says what somebody was connected with, so that audio-only minutes can be told apart (TEL-11).
    type: 'MediaReported',
    version: 1,
    data: z.strictObject({
      person: personRef,
      participantSid: id,
      camera: z.boolean(),
      microphone: z.boolean(),
      at: instant,
    }),
  }),
  defineEvent({ type: 'HandRaised', version: 1, data: z.strictObject({ patientId: id, at: instant }) }),
  defineEvent({
    type: 'HandLowered',
    version: 1,
    data: z.strictObject({ patientId: id, at: instant, by: personRef }),
  }),
  defineEvent({
    type: 'ShareStarted',
    version: 1,
    data: z.strictObject({
      shareId: id,
      patientId: id,
      kind: z.enum(['voice', 'screen', 'journal', 'homework']),
      by: personRef,
      at: instant,
    }),
  }),
  defineEvent({
    type: 'ShareEnded',
    version: 1,
    data: z.strictObject({ shareId: id, patientId: id, by: actor, at: instant }),
  }),
  defineEvent({
    type: 'SpeakingMeasured',
    version: 1,
    data: z.strictObject({
      by: id,
      intervals: z
        .array(z.object({ person: personRef, from: instant, to: instant }))
        .min(1)
        .max(500),
    }),
  }),
  defineEvent({
    type: 'MessagePosted',
    version: 1,
    data: z.strictObject({
      messageId: id,
      /** The patient whose conversation with the facilitators this is. */
      patientId: id,
      from: personRef,
      at: instant,
      personal: personal(z.object({ text: z.string().trim().min(1).max(2000) })),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    type: 'HelpRequested',
    version: 1,
    data: z.strictObject({ helpId: id, patientId: id, at: instant }),
  }),
  defineEvent({
    type: 'HelpAnswered',
    version: 1,
    data: z.strictObject({ helpId: id, patientId: id, by: id, at: instant }),
  }),
  defineEvent({
    type: 'ParticipantMuted',
    version: 1,
    data: z.strictObject({ person: personRef, by: id, at: instant }),
  }),
  defineEvent({
    type: 'ParticipantRemoved',
    version: 1,
    data: z.strictObject({
      patientId: id,
      by: id,
      at: instant,
      reasonCode: z.enum(['not-private', 'under-influence', 'disruptive', 'safety', 'other']),
      personal: reason,
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    type: 'FacilitatorHandedOver',
    version: 1,
    data: z.strictObject({ from: id, to: id, at: instant }),
  }),
  defineEvent({
    // No facilitator is in the room: patients are asked to stay, and the time counts as the policy says.
    type: 'GroupHeld',
    version: 1,
    data: z.strictObject({ since: instant, at: instant }),
  }),
  defineEvent({ type: 'GroupResumed', version: 1, data: z.strictObject({ at: instant }) }),
  defineEvent({
    // Whoever is on call was told that the group has no facilitator, or could not be told.
    type: 'OnCallAlerted',
    version: 1,
    data: z.strictObject({
      since: instant,
      attempt: z.int().positive(),
      outcome: z.enum(['handed-over', 'failed']),
      at: instant,
    }),
  }),
  defineEvent({ type: 'BreakStarted', version: 1, data: z.strictObject({ by: id, at: instant }) }),
  defineEvent({ type: 'BreakEnded', version: 1, data: z.strictObject({ by: actor, at: instant }) }),
  defineEvent({
    type: 'ObservationStarted',
    version: 1,
    data: z.strictObject({ staffId: id, at: instant, visible: z.boolean() }),
  }),
  defineEvent({
    type: 'ObservationEnded',
    version: 1,
    data: z.strictObject({ staffId: id, at: instant }),
  }),
  defineEvent({
    type: 'SessionEnded',
    version: 1,
    data: z.strictObject({ by: actor, at: instant }),
  }),
  defineEvent({
    type: 'AttendanceSealed',
    version: 2,
    data: z.strictObject({
      by: actor,
      at: instant,
      attendance: sealedAttendance,
      seal: attendanceSeal,
      /** What the salts of the patients' leaves come from; null for a seal that is over everything at once. */
      leafSecret: digest.nullable(),
    }),
  }),
  defineEvent({
    type: 'AttendanceCorrected',
    version: 2,
    data: z.strictObject({
      correctionId: id,
      patientId: id,
      by: id,
      at: instant,
      before: patientAttendance,
      after: patientAttendance,
      evidence: correctionEvidence,
      /** SHA-256 of the salted reason; null for a correction of before reasons were digested. */
      reasonDigest: digest.nullable(),
      personal: saltedReason,
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    // Somebody took part whom the video room did not see: by telephone, or because the room failed for them.
    type: 'PresenceEntered',
    version: 1,
    data: z.strictObject({
      entryId: id,
      patientId: id,
      from: instant,
      to: instant,
      /** Both ends lie within ± this many milliseconds of what was entered. */
      uncertaintyMs: z.int().nonnegative(),
      how: entryWay,
      by: id,
      at: instant,
      reasonDigest: digest,
      personal: saltedReason,
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    // A presence fact that came after the seal: kept, but it moves no sealed minute. A person decides on a correction.
    type: 'LateFactRecorded',
    version: 1,
    data: z.strictObject({
      ...presence,
      fact: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('joined'), hidden: z.boolean() }),
        z.strictObject({ kind: z.literal('left'), leaveReason }),
      ]),
    }),
  }),
  defineEvent({
    type: 'SessionFeedbackGiven',
    version: 1,
    data: z.strictObject({
      patientId: id,
      at: instant,
      personal: personal(
        z.object({
          heard: z.int().min(0).max(10),
          useful: z.int().min(0).max(10),
          fit: z.int().min(0).max(10),
          overall: z.int().min(0).max(10),
          comment: z.string().trim().max(1000).optional(),
        }),
      ),
    }),
    subject: (data) => data.patientId,
  }),
] as const;

export type SessionEvent = EventOf<(typeof sessionEventDefinitions)[number]>;
export type SessionEventOf<Type extends SessionEvent['type']> = Extract<SessionEvent, { type: Type }>;
