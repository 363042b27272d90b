import { isRedacted, missingFrom, type SessionEventOf } from '@hearth/domain';
import { isConnected } from './connections.js';
import type { SessionCheckIn, SessionDocument, SessionPatient } from './document.js';

/** Changes one patient's entry; an event about somebody who is not on the roster changes nothing. */
export const withPatient = (
  document: SessionDocument,
  patientId: string,
  change: (patient: SessionPatient) => Partial<SessionPatient>,
): SessionDocument => ({
  ...document,
  patients: document.patients.map((each) =>
    each.patientId === patientId ? { ...each, ...change(each) } : each,
  ),
});

export const newPatient = (
  entry: { patientId: string; enrollmentId: string },
  isGuest = false,
): SessionPatient => ({
  patientId: entry.patientId,
  enrollmentId: entry.enrollmentId,
  place: 'expected',
  checkIn: null,
  missing: missingFrom(null),
  waitingSince: null,
  admittedAt: null,
  firstJoinedAt: null,
  droppedAt: null,
  camera: null,
  microphone: null,
  turnedAway: null,
  removed: null,
  feedbackGiven: false,
  ...(isGuest ? { guest: true as const } : {}),
});

export const checkedIn = (
  document: SessionDocument,
  { patientId, at, personal }: SessionEventOf<'CheckInSubmitted'>['data'],
): SessionDocument => {
  const readable = isRedacted(personal) ? null : personal;
  const checkIn: SessionCheckIn = {
    submittedAt: at,
    answers: readable?.answers ?? null,
    location: readable?.location ?? null,
    callbackNumber: readable?.callbackNumber ?? null,
    emergencyContact: readable?.emergencyContact ?? null,
    attestations: readable?.attestations ?? null,
  };
  return withPatient(document, patientId, () => ({ checkIn, missing: missingFrom(personal) }));
};

/** Where a patient stands after one of their connections has changed. */
export const placedByConnections = (
  document: SessionDocument,
  patientId: string,
  at: number,
  leaveReason: SessionEventOf<'ParticipantLeft'>['data']['leaveReason'] | null,
): SessionDocument => {
  const connected = isConnected(document.connections, { kind: 'patient', id: patientId });
  return withPatient(document, patientId, (patient) => {
    if (patient.place === 'removed' || patient.place === 'turned-away') return {};
    if (connected) return { place: 'in-room', firstJoinedAt: patient.firstJoinedAt ?? at, droppedAt: null };
    if (patient.place !== 'in-room' && patient.place !== 'dropped') return {};
    return leaveReason === 'left' || leaveReason === 'room-closed'
      ? { place: 'left', droppedAt: null }
      : { place: 'dropped', droppedAt: patient.droppedAt ?? at };
  });
};

/** Once the session is over nobody is in the room any more. */
export const afterTheEnd = (patients: readonly SessionPatient[]): readonly SessionPatient[] =>
  patients.map((patient) => {
    switch (patient.place) {
      case 'in-room':
      case 'dropped':
        return { ...patient, place: 'left', droppedAt: null };
      case 'waiting':
      case 'admitted':
        return { ...patient, place: 'expected' };
      case 'expected':
      case 'left':
      case 'turned-away':
      case 'removed':
        return patient;
      default: {
        const never: never = patient.place;
        return never;
      }
    }
  });
