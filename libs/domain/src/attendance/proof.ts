import type { CorrectionEvidence } from '../session/events.js';
import { canonicalJson, sha256Hex } from './canonical.js';
import type { ChainEntry } from './day-root.js';
import type { VeiledCorrection } from './correction.js';
import type { AttendanceFact, AttendanceInputs } from './inputs.js';
import type { SealLeaves } from './leaves.js';
import type { AttendancePolicy } from './policy.js';
import type { AttendanceSeal, PatientAttendance, SealedAttendance } from './sealed.js';

// Type aliases, not interfaces: only those have a canonical form. docs/attendance-proof.md describes the format.
export const PROOF_FORMAT = 'hearth-attendance-proof';
export const PROOF_VERSION = 2;

type Signature = { readonly keyId: string; readonly signature: string };

export type ProofScope =
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'patient'; readonly enrollmentId: string; readonly patientId: string }
  | { readonly kind: 'period'; readonly from: string; readonly to: string };

export type ProvedCorrection = {
  readonly correctionId: string;
  readonly patientId: string;
  readonly by: string;
  readonly at: number;
  readonly before: PatientAttendance;
  readonly after: PatientAttendance;
  readonly evidence: CorrectionEvidence;
  readonly reasonDigest: string | null;
};

export type ProvedSession = {
  readonly sessionId: string;
  readonly sessionType: string;
  /** The programme's calendar day that it counts on. */
  readonly day: string;
  readonly policy: AttendancePolicy;
  /** Everybody's, or those of the room and of the one patient whose leaf is opened. */
  readonly facts: Omit<AttendanceInputs, 'policy'>;
  readonly result: SealedAttendance;
  /** Not of a seal of before each patient had a leaf, which is over everything at once. */
  readonly leaves?: SealLeaves;
  readonly seal: AttendanceSeal;
  readonly sealedBy: { readonly kind: string; readonly id: string };
  readonly sealedAt: number;
  readonly corrections: readonly ProvedCorrection[];
  /** Corrections of those whose leaves are not opened. */
  readonly veiledCorrections?: readonly VeiledCorrection[];
  /** Came after the seal, and move no minute unless a correction takes them in. */
  readonly lateFacts: readonly AttendanceFact[];
};

/** A link of the chain; a correction's carries its signature, a seal's stands in its session. */
export type ProvedLink = ChainEntry & Partial<Signature>;

export type ProvedRoot = Signature & {
  readonly day: string;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly unsealed: readonly string[];
  readonly previousRoot: string | null;
  readonly root: string;
  readonly at: number;
};

/** Everything of a proof that its own signature is over. */
export type ProofContent = {
  readonly format: typeof PROOF_FORMAT;
  readonly version: typeof PROOF_VERSION;
  readonly madeAt: number;
  readonly scope: ProofScope;
  readonly programme: { readonly programmeId: string; readonly timeZone: string };
  readonly keys: readonly { readonly keyId: string; readonly publicKey: string }[];
  readonly sessions: readonly ProvedSession[];
  /** Sessions in the scope that are not sealed (yet). */
  readonly unsealed: readonly string[];
  /** Sessions in the scope whose seal is over everything at once, which one patient may not be shown. */
  readonly withheld: readonly string[];
  /** The programme's chain from the first link that is needed to its head. */
  readonly chain: readonly ProvedLink[];
  readonly roots: readonly ProvedRoot[];
};

export type AttendanceProof = ProofContent & {
  readonly proof: Signature & { readonly digest: string; readonly checkCode: string };
};

/** Lower-case hex SHA-256 over a proof's content. */
export const proofDigest = (content: ProofContent): string => sha256Hex(canonicalJson(content));

/** What is signed of a proof. */
export const proofPayload = (digest: string): string => `proof.${digest}`;

/** The beginning of a digest, as one person can read it to another: `1A2B-3C4D-5E6F-7890`. */
export const checkCode = (digest: string): string =>
  (digest.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-');
