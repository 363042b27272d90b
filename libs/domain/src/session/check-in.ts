import { z } from 'zod';
import { isRedacted, type Personal } from '../event-definition.js';

const scale = z.int().min(0).max(10);

/** The privacy attestations of a virtual group, each confirmed anew before every session (TEL-9). */
export const attestations = z.object({
  alone: z.boolean(),
  headphones: z.boolean(),
  noRecording: z.boolean(),
  notDriving: z.boolean(),
});
export type Attestations = z.infer<typeof attestations>;

export const whereIAm = z.object({
  /** Street address or a description that an ambulance could find. */
  address: z.string().trim().min(3).max(300),
  /** Two-letter state: the licence that counts is the one of the place where the patient is (STF-2). */
  state: z.string().regex(/^[A-Z]{2}$/),
});
export type WhereIAm = z.infer<typeof whereIAm>;

export const emergencyContact = z.object({
  name: z.string().trim().min(1).max(120),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9 ().-]{7,20}$/),
  relation: z.string().trim().max(60).optional(),
});
export type EmergencyContact = z.infer<typeof emergencyContact>;

/** What a patient answers before each session. Optional answers are the ones that a plan may not ask. */
export const checkInAnswers = z.object({
  mood: scale,
  anxiety: scale,
  sleepHours: z.number().min(0).max(24),
  urges: scale,
  substanceUse: z.enum(['none', 'used', 'prefer-not-to-say']).optional(),
  medication: z.enum(['taken', 'missed', 'not-applicable']),
  safeNow: z.enum(['yes', 'no', 'unsure']),
  note: z.string().trim().max(1000).optional(),
});
export type CheckInAnswers = z.infer<typeof checkInAnswers>;

export const checkIn = z.object({
  answers: checkInAnswers,
  location: whereIAm.optional(),
  callbackNumber: emergencyContact.shape.phone.optional(),
  emergencyContact: emergencyContact.optional(),
  attestations: attestations,
});
export type CheckIn = z.infer<typeof checkIn>;

export const missingParts = ['check-in', 'location', 'contact', 'attestations', 'safety'] as const;
/** What keeps a patient from being admitted without an override. */
export type Missing = (typeof missingParts)[number];

/**
 * What is not there yet, of today's check-in. A check-in that can no longer be read confirms nothing, so it counts
 * as none (TEL-2, TEL-3, TEL-6, TEL-9 of the telehealth rules).
 */
export const missingFrom = (given: Personal<CheckIn> | null): readonly Missing[] => {
  if (given === null || isRedacted(given)) return ['check-in', 'location', 'contact', 'attestations'];
  const missing: Missing[] = [];
  if (given.location === undefined) missing.push('location');
  if (given.callbackNumber === undefined || given.emergencyContact === undefined) missing.push('contact');
  if (!Object.values(given.attestations).every(Boolean)) missing.push('attestations');
  if (given.answers.safeNow !== 'yes') missing.push('safety');
  return missing;
};
