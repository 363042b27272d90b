import type { CorrectionEvidence, SessionEvent, SessionEventOf } from '../session/events.js';
import { canonicalJson, sha256Hex } from './canonical.js';
import { attendanceOf, type AttendanceInputs } from './inputs.js';
import { leafOf, partOf, withRooms } from './leaves.js';
import { editionsOf } from './policy.js';
import { editionOfSeal } from './seal.js';
import type { PatientAttendance } from './sealed.js';
import { settle } from './settle.js';

type Correction = Omit<SessionEventOf<'AttendanceCorrected'>['data'], 'personal'>;

/** The inputs with what a correction adds and without what it withdraws. */
export const withEvidence = (
  inputs: AttendanceInputs,
  { added, withdrawn }: CorrectionEvidence,
): AttendanceInputs => {
  const isWithdrawn = (one: { readonly roomSid: string; readonly participantSid: string }): boolean =>
    withdrawn.some(
      ({ roomSid, participantSid }) => roomSid === one.roomSid && participantSid === one.participantSid,
    );
  return { ...inputs, facts: [...inputs.facts.filter((fact) => !isWithdrawn(fact)), ...added] };
};

/** What corrections are of. */
export type Sealed = SessionEventOf<'AttendanceSealed'>['data'];

/** The seal in a session's history; null while there is none. */
export const sealedIn = (events: readonly SessionEvent[]): Sealed | null =>
  events.find((event) => event.type === 'AttendanceSealed')?.data ?? null;

/**
 * What a patient's figure is under the evidence of all corrections of it so far, in their order, read as the seal was.
 * Null when the patient is not on the roster or the session is not over.
 */
export const correctedFigure = (
  inputs: AttendanceInputs,
  { attendance, leafSecret }: Pick<Sealed, 'attendance' | 'leafSecret'>,
  patientId: string,
  evidence: readonly CorrectionEvidence[],
): PatientAttendance | null => {
  if (inputs.endedAt === null) return null;
  const edition = editionOfSeal(inputs, attendance, leafSecret) ?? editionsOf(inputs.policy)[0];
  const part = leafSecret === null ? inputs : partOf(withRooms(inputs), patientId);
  const corrected = evidence.reduce(withEvidence, part);
  const { patients } = settle(corrected, inputs.endedAt, edition).attendance;
  const figure = patients.find((one) => one.patientId === patientId);
  return figure === undefined ? null : { ...figure, flags: [...figure.flags, 'corrected'] };
};

/** What a correction says; nothing personal is in it. */
const saidBy = ({
  correctionId,
  patientId,
  by,
  at,
  before,
  after,
  evidence,
  reasonDigest,
}: Correction): Correction => ({ correctionId, patientId, by, at, before, after, evidence, reasonDigest });

/** A correction as those see it who may not know of whom it is: digests of the patient's leaf and of what it says. */
export type VeiledCorrection = {
  readonly correctionId: string;
  readonly leaf: string;
  readonly content: string;
};

/** A correction of a seal with leaves, veiled; null when its patient has no leaf. */
export const veiledCorrection = (
  inputs: AttendanceInputs,
  attendance: Sealed['attendance'],
  leafSecret: string,
  correction: Correction,
): VeiledCorrection | null => {
  const leaf = leafOf(inputs, attendance, leafSecret, correction.patientId);
  if (leaf === null) return null;
  const content = sha256Hex(canonicalJson({ ...saidBy(correction), salt: leaf.salt }));
  return { correctionId: correction.correctionId, leaf: leaf.digest, content };
};

/**
 * Lower-case hex SHA-256 of a correction, for its place in the chain. Of a seal with leaves it is over digests, so
 * that another patient can be shown that it is not theirs.
 * @param inputs of the session, as they were sealed
 */
export const correctionHash = (
  inputs: AttendanceInputs,
  { attendance, leafSecret, seal }: Sealed,
  correction: Correction,
): string => {
  const of = { kind: 'correction', sessionId: inputs.sessionId, sealHash: seal.hash };
  const veiled = leafSecret === null ? null : veiledCorrection(inputs, attendance, leafSecret, correction);
  return sha256Hex(canonicalJson({ ...of, ...(veiled ?? saidBy(correction)) }));
};

/** The corrections in a session's history, in order. */
export const correctionsIn = (
  events: readonly SessionEvent[],
): readonly SessionEventOf<'AttendanceCorrected'>['data'][] =>
  events.flatMap((event) => (event.type === 'AttendanceCorrected' ? [event.data] : []));

/** The first correction whose figure does not follow from its evidence, by its id; null when all do. */
export const unfoundedCorrection = (events: readonly SessionEvent[]): string | null => {
  const inputs = attendanceOf(events);
  const sealed = sealedIn(events);
  const corrections = correctionsIn(events);
  const unfounded = corrections.find((one, index) => {
    if (one.evidence.basis === 'stated') return false;
    const before = corrections.slice(0, index + 1).filter(({ patientId }) => patientId === one.patientId);
    const figure =
      inputs === null || sealed === null
        ? null
        : correctedFigure(
            inputs,
            sealed,
            one.patientId,
            before.map(({ evidence }) => evidence),
          );
    return figure === null || canonicalJson(figure) !== canonicalJson(one.after);
  });
  return unfounded?.correctionId ?? null;
};
