import { z } from 'zod';
import { defineEvent, personal, type EventOf } from '../event-definition.js';
import { personRef } from '../person.js';
import { emergencyContact, whereIAm } from '../session/check-in.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();

const profile = z.object({
  /** As the person chose to be shown to the group. */
  displayName: z.string().trim().min(1).max(60),
  pronouns: z.string().trim().max(40).optional(),
  locale: z.enum(['en', 'es']),
});

export const patientEventDefinitions = [
  defineEvent({
    type: 'PatientRegistered',
    version: 1,
    data: z.strictObject({
      patientId: id,
      programmeId: id,
      /** A simulated person is labelled as such wherever it is shown. */
      simulated: z.boolean(),
      at: instant,
      personal: personal(profile),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    type: 'PatientProfileChanged',
    version: 1,
    data: z.strictObject({ patientId: id, at: instant, personal: personal(profile) }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    // What a check-in confirmed, kept so that the next one can offer it.
    type: 'ContactConfirmed',
    version: 1,
    data: z.strictObject({
      patientId: id,
      sessionId: id,
      at: instant,
      personal: personal(
        z.object({
          location: whereIAm.optional(),
          callbackNumber: z.string().optional(),
          emergencyContact: emergencyContact.optional(),
        }),
      ),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    // Where reminders may be sent; whole, and empty when they may not be sent at all.
    type: 'ReminderAddressSet',
    version: 1,
    data: z.strictObject({
      patientId: id,
      by: personRef,
      at: instant,
      personal: personal(z.object({ mail: z.email().max(254).nullable() })),
    }),
    subject: (data) => data.patientId,
  }),
  defineEvent({
    // An episode of care takes its place before it begins, so that a patient is never in two at once.
    type: 'EpisodeClaimed',
    version: 1,
    data: z.strictObject({ enrollmentId: id, startsOn: z.iso.date(), at: instant }),
  }),
  defineEvent({
    // Null: the episode never began.
    type: 'EpisodeReleased',
    version: 1,
    data: z.strictObject({ enrollmentId: id, endedOn: z.iso.date().nullable(), at: instant }),
  }),
] as const;

export type PatientEvent = EventOf<(typeof patientEventDefinitions)[number]>;
