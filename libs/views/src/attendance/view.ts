import {
  attendanceOf,
  isRedacted,
  settle,
  type Recorded,
  type SealedAttendance,
  type SessionEvent,
} from '@hearth/domain';
import type { StreamView } from '../view.js';
import type { AttendanceDocument } from './document.js';

// Minutes follow from these and from nothing else; hands and messages would only make the document longer.
const countsFor = new Set<SessionEvent['type']>([
  'SessionScheduled',
  'SessionRescheduled',
  'SessionPlanChanged',
  'SessionCancelled',
  'SessionStarted',
  'ParticipantJoined',
  'ParticipantLeft',
  'PresenceEntered',
  'MediaReported',
  'BreakStarted',
  'BreakEnded',
  'SessionEnded',
]);

const sealed = (
  document: AttendanceDocument,
  attendance: SealedAttendance,
  hash: string,
): AttendanceDocument => ({
  ...document,
  settled: attendance,
  running: [],
  sealHash: hash,
});

const settledAt = (document: AttendanceDocument): AttendanceDocument => {
  const inputs = attendanceOf(document.events);
  if (inputs === null || inputs.startedAt === null) return document;
  const { attendance, running, staff } = settle(inputs, document.asOf);
  return { ...document, settled: attendance, running, staff };
};

const foldAttendance = (
  document: AttendanceDocument,
  { event, recordedAt }: Recorded<SessionEvent>,
): AttendanceDocument => {
  switch (event.type) {
    case 'AttendanceSealed':
      return sealed(document, event.data.attendance, event.data.seal.hash);
    case 'AttendanceCorrected': {
      const { after, patientId, correctionId, by, at, before, evidence, personal } = event.data;
      if (document.settled === null) return document;
      const reason = isRedacted(personal) ? null : personal.reason;
      const correction = { correctionId, patientId, by, at, basis: evidence.basis, reason, before, after };
      const patients = document.settled.patients.map((each) => (each.patientId === patientId ? after : each));
      const corrections = [...document.corrections, correction];
      return { ...document, settled: { ...document.settled, patients }, corrections };
    }
    default:
      return countsFor.has(event.type) && document.sealHash === null
        ? settledAt({
            ...document,
            events: [...document.events, event],
            asOf: Math.max(document.asOf, recordedAt),
          })
        : document;
  }
};

export const attendanceView: StreamView<'session', AttendanceDocument> = {
  kind: 'stream',
  name: 'attendance',
  version: 3,
  category: 'session',
  initial: (sessionId) => ({
    sessionId,
    events: [],
    asOf: 0,
    settled: null,
    running: [],
    staff: [],
    sealHash: null,
    corrections: [],
  }),
  fold: foldAttendance,
  indexes: () => [],
  dependents: ({ sessionId }) => [{ view: 'room', key: sessionId }],
};
