import type { CorrectionEvidence, SessionEvent, SessionEventOf } from '../session/events.js';
import { canonicalJson, sha256Hex } from './canonical.js';
import { attendanceOf, type AttendanceInputs } from './inputs.js';
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

/**
 * What a patient's figure is under the evidence of all corrections of it so far, in their order. Null when the
 * patient is not on the roster or the session is not over.
 */
export const correctedFigure = (
  inputs: AttendanceInputs,
  patientId: string,
  evidence: readonly CorrectionEvidence[],
): PatientAttendance | null => {
  if (inputs.endedAt === null) return null;
  const corrected = evidence.reduce(withEvidence, inputs);
  const { patients } = settle(corrected, inputs.endedAt).attendance;
  const figure = patients.find((one) => one.patientId === patientId);
  return figure === undefined ? null : { ...figure, flags: [...figure.flags, 'corrected'] };
};

/** The one text that a correction's place in the chain is taken of; nothing personal is in it. */
export const correctionContent = (sessionId: string, sealHash: string, correction: Correction): string => {
  const { correctionId, patientId, by, at, before, after, evidence, reasonDigest } = correction;
  return canonicalJson({
    kind: 'correction',
    sessionId,
    sealHash,
    correctionId,
    patientId,
    by,
    at,
    before,
    after,
    evidence,
    reasonDigest,
  });
};

/** Lower-case hex SHA-256 of a correction. */
export const correctionHash = (sessionId: string, sealHash: string, correction: Correction): string =>
  sha256Hex(correctionContent(sessionId, sealHash, correction));

/** The corrections in a session's history, in order. */
export const correctionsIn = (
  events: readonly SessionEvent[],
): readonly SessionEventOf<'AttendanceCorrected'>['data'][] =>
  events.flatMap((event) => (event.type === 'AttendanceCorrected' ? [event.data] : []));

/** The first correction whose figure does not follow from its evidence, by its id; null when all do. */
export const unfoundedCorrection = (events: readonly SessionEvent[]): string | null => {
  const inputs = attendanceOf(events);
  const corrections = correctionsIn(events);
  const unfounded = corrections.find((one, index) => {
    if (one.evidence.basis === 'stated') return false;
    const before = corrections.slice(0, index + 1).filter(({ patientId }) => patientId === one.patientId);
    const figure =
      inputs === null
        ? null
        : correctedFigure(
            inputs,
            one.patientId,
            before.map(({ evidence }) => evidence),
          );
    return figure === null || canonicalJson(figure) !== canonicalJson(one.after);
  });
  return unfounded?.correctionId ?? null;
};
