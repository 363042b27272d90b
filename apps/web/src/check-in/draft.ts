import type { CheckInOffer } from '@hearth/contracts';
import type { CheckInSummary } from '@hearth/views';
import { z } from 'zod';

/** Answers while they are being given. Text fields may be half typed; the schemas of the server judge them later. */
const draftShape = z.object({
  step: z.string(),
  mood: z.number().nullable(),
  anxiety: z.number().nullable(),
  sleepHours: z.number().nullable(),
  urges: z.number().nullable(),
  substanceUse: z.enum(['none', 'used', 'prefer-not-to-say']).nullable(),
  medication: z.enum(['taken', 'missed', 'not-applicable']).nullable(),
  safeNow: z.enum(['yes', 'no', 'unsure']).nullable(),
  note: z.string(),
  /** Null until chosen, when a place was offered. */
  samePlace: z.boolean().nullable(),
  address: z.string(),
  state: z.string(),
  callbackNumber: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  contactRelation: z.string(),
  alone: z.boolean(),
  headphones: z.boolean(),
  noRecording: z.boolean(),
  notDriving: z.boolean(),
});
export type Draft = z.infer<typeof draftShape>;

const empty: Draft = {
  step: 'mood',
  mood: null,
  anxiety: null,
  sleepHours: null,
  urges: null,
  substanceUse: null,
  medication: null,
  safeNow: null,
  note: '',
  samePlace: null,
  address: '',
  state: '',
  callbackNumber: '',
  contactName: '',
  contactPhone: '',
  contactRelation: '',
  alone: false,
  headphones: false,
  noRecording: false,
  notDriving: false,
};

/** What a new check-in starts from: today's earlier answers when it corrects them, else what was confirmed last. */
export const firstDraft = (offer: CheckInOffer, earlier: CheckInSummary | null): Draft => {
  const contact = earlier?.emergencyContact ?? offer.emergencyContact;
  const place = earlier?.location ?? offer.location;
  return {
    ...empty,
    ...earlier?.answers,
    note: earlier?.answers?.note ?? '',
    samePlace: earlier?.location != null ? true : null,
    address: place?.address ?? '',
    state: place?.state ?? '',
    callbackNumber: earlier?.callbackNumber ?? offer.callbackNumber ?? '',
    contactName: contact?.name ?? '',
    contactPhone: contact?.phone ?? '',
    contactRelation: contact?.relation ?? '',
    ...earlier?.attestations,
  };
};

const place = (sessionId: string): string => `hearth.check-in.${sessionId}`;

/**
 * Health answers never leave this tab before they are submitted: they survive a reload in `sessionStorage`, and are
 * taken away after the submit and at sign-out.
 */
export const keepDraft = (sessionId: string, draft: Draft): void =>
  sessionStorage.setItem(place(sessionId), JSON.stringify(draft));

export const dropDraft = (sessionId: string): void => sessionStorage.removeItem(place(sessionId));

/** The draft of before a reload; null when there is none, or none that this version can read. */
export const keptDraft = (sessionId: string): Draft | null => {
  const stored = sessionStorage.getItem(place(sessionId));
  if (stored === null) return null;
  try {
    return draftShape.parse(JSON.parse(stored));
  } catch {
    dropDraft(sessionId);
    return null;
  }
};
