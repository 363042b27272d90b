import { z } from 'zod';

const instant = z.int().nonnegative();
const milliseconds = z.int().nonnegative();
const edgeWitness = z.enum(['livekit-webhook', 'livekit-poll', 'client', 'staff', 'schedule', 'session-end']);

/** One end of a segment: when, how surely, and who says so. */
export const segmentEdge = z.object({ at: instant, uncertaintyMs: milliseconds, witness: edgeWitness });
export type SegmentEdge = z.infer<typeof segmentEdge>;

/** A span in which the patient was connected. Open segments (`to` is null) exist only before the seal. */
export const segment = z.object({
  roomSid: z.string(),
  participantSid: z.string(),
  from: segmentEdge,
  to: segmentEdge.nullable(),
});
export type Segment = z.infer<typeof segment>;

export const attendanceFlags = [
  'absent',
  'late',
  'left-early',
  'dropped',
  'inferred',
  'disputed',
  'audio-only',
  'unstaffed-time',
  'below-minimum',
  'two-devices',
  'corrected',
] as const;
export const attendanceFlag = z.enum(attendanceFlags);
export type AttendanceFlag = z.infer<typeof attendanceFlag>;

/**
 * Why a span inside the session counted or did not. Spans of one patient do not overlap and together cover the
 * session window, so that each minute has exactly one reason.
 */
export const minuteReasons = [
  'present',
  'bridged',
  'absent',
  'gap',
  'break',
  'unstaffed',
  'below-minimum',
  'audio-only',
] as const;
export const accountedSpan = z.object({
  from: instant,
  to: instant,
  reason: z.enum(minuteReasons),
  counted: z.boolean(),
});
export type AccountedSpan = z.infer<typeof accountedSpan>;

export const patientAttendance = z.object({
  patientId: z.string(),
  enrollmentId: z.string(),
  segments: z.array(segment),
  spans: z.array(accountedSpan),
  /** Union of the segments, not clipped. */
  rawMs: milliseconds,
  /** What counts under the policy. */
  countedMs: milliseconds,
  /** The true counted time lies within `countedMs` ± this. */
  uncertaintyMs: milliseconds,
  flags: z.array(attendanceFlag),
});
export type PatientAttendance = z.infer<typeof patientAttendance>;

export const sealedAttendance = z.object({
  window: z.object({ from: instant, to: instant }),
  breaks: z.array(z.object({ from: instant, to: instant })),
  unstaffed: z.array(z.object({ from: instant, to: instant })),
  patients: z.array(patientAttendance),
});
export type SealedAttendance = z.infer<typeof sealedAttendance>;

/** Ties a sealed result to its facts and to the programme's seal before it. Hashes are lower-case hex SHA-256. */
export const attendanceSeal = z.object({
  /** Over the canonical JSON of facts, policy and result. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  previousHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  sequence: z.int().nonnegative(),
  keyId: z.string(),
  /** Ed25519 over `${sequence}.${previousHash ?? ''}.${hash}`, base64url. */
  signature: z.string(),
});
export type AttendanceSeal = z.infer<typeof attendanceSeal>;
