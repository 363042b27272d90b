import {
  attestations,
  checkIn,
  dispositions,
  facilitator,
  levelOfCare,
  personRef,
  priorLevelOfCare,
  rejectionCodes,
  residenceType,
  rosterEntry,
  sessionType,
  staffRoles,
  taperStep,
  weeklyMinutes,
} from '@hearth/domain';
import { z } from 'zod';

/**
 * Every HTTP body of Hearth. Paths are under `/api`; bodies are JSON. A command may carry an `Idempotency-Key`
 * header (a UUID): sent again with the same key it has no second effect.
 */
const id = z.string().min(1).max(128);
const freeText = z.string().trim().min(1).max(2000);

/** What went wrong, in every answer that is not 2xx. The words are the interface's, in the person's language. */
export const problemCodes = [
  ...rejectionCodes,
  'unauthenticated',
  'forbidden',
  'invalid-body',
  'csrf',
  'too-large',
  'too-many-requests',
  'unavailable',
  'video-off',
  'provider-away',
  'conflict',
  'internal',
] as const;
export const problem = z.object({
  code: z.enum(problemCodes),
  correlationId: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  /** For `invalid-body`: which fields, by path. */
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ProblemCode = (typeof problemCodes)[number];
export type Problem = z.infer<typeof problem>;

export const roles = ['patient', ...staffRoles] as const;
export type Role = (typeof roles)[number];

/** `GET /me`: who is signed in. 401 when nobody is. */
export const me = z.object({
  person: personRef,
  role: z.enum(roles),
  displayName: z.string(),
  locale: z.enum(['en', 'es']),
  programmes: z.array(
    z.object({ programmeId: id, title: z.string(), timeZone: z.string(), emergencyNumber: z.string() }),
  ),
  /** A patient's running episode of care. */
  enrollmentId: id.nullable(),
  asksSubstanceUse: z.boolean(),
  /** What could not be looked up right now; screens say so instead of showing nothing. */
  missing: z.array(z.enum(['enrollment'])).optional(),
});
export type Me = z.infer<typeof me>;

/** `GET /hello`: needs no sign-in. The token goes back in `X-CSRF-Token` with every request that changes something. */
export const hello = z.object({
  mode: z.enum(['demo', 'production', 'test']),
  csrfToken: z.string(),
  videoAvailable: z.boolean(),
  serverTime: z.int(),
  /** Whom to sign in with; absent without a provider. */
  provider: z.object({ name: z.string() }).optional(),
});
export type Hello = z.infer<typeof hello>;

/** `GET /demo/personas`; only in demo and test mode, 404 otherwise. */
export const persona = z.object({
  personaId: id,
  role: z.enum(roles),
  displayName: z.string(),
  simulated: z.boolean(),
  /** One line about the person's part in the demo, by translation key. */
  story: z.string(),
});
export const personas = z.array(persona);
export type Persona = z.infer<typeof persona>;

/** `POST /sign-in/demo`; answers `me`. `POST /sign-out`: 204. */
export const demoSignIn = z.strictObject({ personaId: id });

/** `POST /sessions/:sessionId/check-in` by the patient. Answers 204. A second one corrects the first. */
export const checkInBody = checkIn;
export { attestations as attestationsBody };

/** `GET /sessions/:sessionId/check-in/offer`: what was confirmed last time, to be offered again. */
export const checkInOffer = checkIn
  .pick({ location: true, callbackNumber: true, emergencyContact: true })
  .extend({ asksSubstanceUse: z.boolean() });
export type CheckInOffer = z.infer<typeof checkInOffer>;

/** `POST /sessions/:sessionId/admissions`. */
export const admissionBody = z.strictObject({
  patientId: id,
  override: z.strictObject({ reason: freeText }).optional(),
});
/** `POST /sessions/:sessionId/turn-aways`. */
export const turnAwayBody = z.strictObject({
  patientId: id,
  reasonCode: z.enum(['not-expected', 'not-private', 'under-influence', 'safety', 'late', 'other']),
  reason: freeText.optional(),
});
/** `POST /sessions/:sessionId/token`: only for somebody admitted, a facilitator, or a running observation. */
export const roomToken = z.object({
  url: z.string(),
  token: z.string(),
  identity: z.string(),
  /** What this person may do in the room. */
  canPublish: z.boolean(),
});
export type RoomToken = z.infer<typeof roomToken>;
/** `POST /network-check`: a key to an empty room of one's own, to try the network in. `DELETE` ends it. */
export const networkCheck = z.object({ url: z.string(), token: z.string() });
export type NetworkCheck = z.infer<typeof networkCheck>;

/** `POST /sessions/:sessionId/share`; `patientId` only by a facilitator who gives the floor. `DELETE` ends it. */
export const shareBody = z.strictObject({
  patientId: id.optional(),
  kind: z.enum(['voice', 'screen', 'journal', 'homework']),
});
/** `POST /sessions/:sessionId/messages`; `patientId` (whom it is for) only by a facilitator. */
export const messageBody = z.strictObject({ patientId: id.optional(), text: freeText });
/** `POST /sessions/:sessionId/mutes`. */
export const muteBody = z.strictObject({ person: personRef });
/** `POST /sessions/:sessionId/removals`. */
export const removalBody = z.strictObject({
  patientId: id,
  reasonCode: z.enum(['not-private', 'under-influence', 'disruptive', 'safety', 'other']),
  reason: freeText,
});
/** `POST /sessions/:sessionId/handover`. */
export const handoverBody = z.strictObject({ to: id });
/** `POST /sessions/:sessionId/media`: what this browser publishes now. */
export const mediaBody = z.strictObject({ participantSid: id, camera: z.boolean(), microphone: z.boolean() });
/** `POST /sessions/:sessionId/speaking` by a facilitator's browser; identities are those of the room. */
export const speakingBody = z.strictObject({
  intervals: z
    .array(z.strictObject({ identity: id, from: z.int(), to: z.int() }))
    .min(1)
    .max(500),
});
/** `POST /sessions/:sessionId/feedback` by the patient, afterwards. */
export const feedbackBody = z.strictObject({
  heard: z.int().min(0).max(10),
  useful: z.int().min(0).max(10),
  fit: z.int().min(0).max(10),
  overall: z.int().min(0).max(10),
  comment: z.string().trim().max(1000).optional(),
});
/**
 * Without a body, all 204:
 * `POST /sessions/:sessionId/doors` · `POST|DELETE …/waiting-room` · `POST …/admissions/all-clear` · `POST …/start` ·
 * `POST|DELETE …/hand` (own) · `DELETE …/hands/:patientId` (facilitator) · `DELETE …/share` · `POST …/help` ·
 * `POST …/help/:helpId/answer` · `POST|DELETE …/break` · `POST|DELETE …/observation` · `POST …/end` · `POST …/seal` ·
 * `POST /signals/:signalId/acknowledgement`
 */
/** `POST /signals/:signalId/closure`. */
export const signalClosureBody = z.strictObject({
  disposition: z.enum(dispositions),
  note: z.string().trim().min(3).max(4000),
});

// ---- Setting up a programme. All by an admin, but for the first (`POST /setup`, with the set-up token as bearer).

/**
 * `POST /setup`: establishes a programme, registers its first admin and invites them. Only while there is none; sent
 * again the same, it invites that admin again until they have linked an identity.
 */
export const setupBody = z.strictObject({
  programmeId: id,
  organisationId: id,
  title: z.string().trim().min(1).max(120),
  timeZone: z.string().min(1),
  emergencyNumber: z.string().min(2).max(20),
  admin: z.strictObject({
    staffId: id,
    displayName: z.string().trim().min(1).max(80),
    locale: z.enum(['en', 'es']),
  }),
});
/** `POST /staff`. */
export const staffBody = z.strictObject({
  staffId: id,
  programmeIds: z.array(id).min(1),
  role: z.enum(staffRoles),
  displayName: z.string().trim().min(1).max(80),
  credentials: z.string().trim().max(40).optional(),
  locale: z.enum(['en', 'es']),
  simulated: z.boolean(),
});
/** `POST /patients`. */
export const patientBody = z.strictObject({
  patientId: id,
  programmeId: id,
  displayName: z.string().trim().min(1).max(60),
  pronouns: z.string().trim().max(40).optional(),
  locale: z.enum(['en', 'es']),
  simulated: z.boolean(),
});
/** `POST /groups`. */
export const groupBody = z.strictObject({
  groupId: id,
  programmeId: id,
  title: z.string().trim().min(1).max(120),
  sessionType,
  capacity: z.int().positive().max(100),
  facilitators: z.array(facilitator).min(1),
  norms: z.array(z.string().trim().min(1).max(200)).max(12),
});
/** `POST /enrollments`: also joins the patient to the groups named. */
export const enrollmentBody = z.strictObject({
  enrollmentId: id,
  patientId: id,
  programmeId: id,
  groupIds: z.array(id),
  primaryTherapistId: id,
  startsOn: z.iso.date(),
  plannedEndOn: z.iso.date(),
  ageBand: z.enum(['adult', 'adolescent']),
  payer: z.string().trim().min(1).max(80),
  residenceState: z.string().regex(/^[A-Z]{2}$/),
  asksSubstanceUse: z.boolean(),
  birthDate: z.iso.date().optional(),
  trackId: id.nullable().optional(),
  residenceType: residenceType.optional(),
  levelOfCare: levelOfCare.optional(),
  priorLevelOfCare: priorLevelOfCare.optional(),
  plannedWeeklyMinutes: weeklyMinutes.nullable().optional(),
  taper: z.array(taperStep).max(12).optional(),
});
/** `POST /sessions`: schedules one; the roster defaults to the group's members. */
export const sessionBody = z.strictObject({
  sessionId: id,
  programmeId: id,
  groupId: id.optional(),
  title: z.string().trim().min(1).max(120),
  sessionType,
  startsAt: z.int(),
  endsAt: z.int(),
  capacity: z.int().positive().max(100),
  facilitators: z.array(facilitator).min(1),
  roster: z.array(rosterEntry).optional(),
});
