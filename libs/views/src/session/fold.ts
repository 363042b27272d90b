import { isRedacted, type Recorded, type SessionEvent, type SessionEventOf } from '@hearth/domain';
import { isConnected, lastSeen, withJoined, withLeft } from './connections.js';
import type { SessionDocument } from './document.js';
import { afterTheEnd, checkedIn, newPatient, placedByConnections, withPatient } from './fold-patient.js';

export const initialSession = (sessionId: string): SessionDocument => ({
  sessionId,
  plan: null,
  status: 'scheduled',
  startedAt: null,
  endedAt: null,
  sealedAt: null,
  facilitators: [],
  leadId: null,
  patients: [],
  connections: [],
  hands: [],
  share: null,
  breakSince: null,
  observers: [],
  messages: [],
  help: [],
  unstaffedSince: null,
});

const scheduled = (
  document: SessionDocument,
  data: SessionEventOf<'SessionScheduled'>['data'],
): SessionDocument => ({
  ...document,
  plan: {
    programmeId: data.programmeId,
    groupId: data.groupId ?? null,
    title: data.title,
    sessionType: data.sessionType,
    startsAt: data.startsAt,
    endsAt: data.endsAt,
    timeZone: data.timeZone,
    capacity: data.capacity,
  },
  facilitators: data.facilitators,
  leadId: leadOf(data.facilitators),
  patients: data.roster.map((entry) => newPatient(entry)),
});

const leadOf = (facilitators: SessionDocument['facilitators']): string | null =>
  (facilitators.find(({ part }) => part === 'facilitator') ?? facilitators[0])?.staffId ?? null;

const replanned = (
  document: SessionDocument,
  data: SessionEventOf<'SessionPlanChanged'>['data'],
): SessionDocument => {
  if (document.plan === null) return document;
  const { title, capacity, facilitators, roster, guest } = data;
  const known = (patientId: string) => document.patients.find((patient) => patient.patientId === patientId);
  return {
    ...document,
    plan: { ...document.plan, title, capacity },
    facilitators,
    leadId: leadOf(facilitators),
    patients: roster.map(
      (entry) => known(entry.patientId) ?? newPatient(entry, entry.patientId === guest?.patientId),
    ),
  };
};

/** A live session without any facilitator connected is unstaffed since the last one was, or since it started. */
const withStaffing = (document: SessionDocument): SessionDocument => {
  if (document.status !== 'live') return { ...document, unstaffedSince: null };
  const isFacilitator = (id: string): boolean => document.facilitators.some(({ staffId }) => staffId === id);
  const staffed = document.facilitators.some(({ staffId }) =>
    isConnected(document.connections, { kind: 'staff', id: staffId }),
  );
  if (staffed) return { ...document, unstaffedSince: null };
  const seen = lastSeen(document.connections, ({ kind, id }) => kind === 'staff' && isFacilitator(id));
  return {
    ...document,
    unstaffedSince: document.unstaffedSince ?? Math.max(seen ?? 0, document.startedAt ?? 0),
  };
};

const joined = (
  document: SessionDocument,
  data: SessionEventOf<'ParticipantJoined'>['data'],
): SessionDocument => {
  // A hidden participant is nobody's presence: it neither attends nor staffs the room.
  if (data.hidden) return document;
  const next = { ...document, connections: withJoined(document.connections, data) };
  return withStaffing(
    data.person.kind === 'patient' ? placedByConnections(next, data.person.id, data.at, null) : next,
  );
};

const left = (
  document: SessionDocument,
  data: SessionEventOf<'ParticipantLeft'>['data'],
): SessionDocument => {
  const next = { ...document, connections: withLeft(document.connections, data) };
  return withStaffing(
    data.person.kind === 'patient'
      ? placedByConnections(next, data.person.id, data.at, data.leaveReason)
      : next,
  );
};

const ended = (document: SessionDocument, at: number): SessionDocument => ({
  ...document,
  status: 'ended',
  endedAt: at,
  patients: afterTheEnd(document.patients),
  hands: [],
  share: null,
  breakSince: null,
  observers: [],
  unstaffedSince: null,
});

const withoutHand = (document: SessionDocument, patientId: string): SessionDocument => ({
  ...document,
  hands: document.hands.filter((hand) => hand.patientId !== patientId),
});

/** Folds one event of a session into its document. Unknown patients and repeated facts change nothing. */
export const foldSession = (document: SessionDocument, recorded: Recorded<SessionEvent>): SessionDocument => {
  const { event } = recorded;
  switch (event.type) {
    case 'SessionScheduled':
      return scheduled(document, event.data);
    case 'SessionRescheduled': {
      const { startsAt, endsAt } = event.data;
      return document.plan === null
        ? document
        : { ...document, plan: { ...document.plan, startsAt, endsAt } };
    }
    case 'SessionPlanChanged':
      return replanned(document, event.data);
    case 'SessionCancelled':
      return {
        ...document,
        status: 'cancelled',
        ...(event.data.reasonCode === 'not-held' ? { notHeld: true } : {}),
        endedAt: event.data.at,
      };
    case 'DoorsOpened':
      return { ...document, status: 'doors-open' };
    case 'CheckInSubmitted':
      return checkedIn(document, event.data);
    case 'WaitingRoomEntered':
      return withPatient(document, event.data.patientId, () => ({
        place: 'waiting',
        waitingSince: event.data.at,
      }));
    case 'WaitingRoomLeft':
      return withPatient(document, event.data.patientId, (patient) => ({
        place: patient.place === 'waiting' ? 'expected' : patient.place,
        waitingSince: null,
      }));
    case 'PatientAdmitted':
      return withPatient(document, event.data.patientId, () => ({
        place: 'admitted',
        admittedAt: event.data.at,
        waitingSince: null,
        turnedAway: null,
      }));
    case 'PatientTurnedAway':
      return withPatient(document, event.data.patientId, () => ({
        place: 'turned-away',
        waitingSince: null,
        turnedAway: { at: event.data.at, reasonCode: event.data.reasonCode },
      }));
    case 'SessionStarted':
      return withStaffing({ ...document, status: 'live', startedAt: document.startedAt ?? event.data.at });
    case 'ParticipantJoined':
      return joined(document, event.data);
    case 'ParticipantLeft':
      return left(document, event.data);
    case 'MediaReported':
      return event.data.person.kind !== 'patient'
        ? document
        : withPatient(document, event.data.person.id, () => ({
            camera: event.data.camera,
            microphone: event.data.microphone,
          }));
    case 'HandRaised': {
      const { patientId, at } = event.data;
      return { ...document, hands: [...withoutHand(document, patientId).hands, { patientId, at }] };
    }
    case 'HandLowered':
      return withoutHand(document, event.data.patientId);
    case 'ShareStarted': {
      const { shareId, patientId, kind, at } = event.data;
      return { ...document, share: { shareId, patientId, kind, startedAt: at } };
    }
    case 'ShareEnded':
      return document.share?.shareId === event.data.shareId ? { ...document, share: null } : document;
    case 'MessagePosted': {
      const { messageId, patientId, from, at, personal } = event.data;
      const text = isRedacted(personal) ? null : personal.text;
      return { ...document, messages: [...document.messages, { messageId, patientId, from, at, text }] };
    }
    case 'HelpRequested': {
      const { helpId, patientId, at } = event.data;
      return { ...document, help: [...document.help, { helpId, patientId, at, answered: null }] };
    }
    case 'HelpAnswered': {
      const { helpId, by, at } = event.data;
      return {
        ...document,
        help: document.help.map((each) =>
          each.helpId === helpId ? { ...each, answered: { by, at } } : each,
        ),
      };
    }
    case 'ParticipantRemoved':
      return withPatient(withoutHand(document, event.data.patientId), event.data.patientId, () => ({
        place: 'removed',
        removed: { at: event.data.at, reasonCode: event.data.reasonCode },
      }));
    case 'FacilitatorHandedOver':
      return { ...document, leadId: event.data.to };
    case 'BreakStarted':
      return { ...document, breakSince: event.data.at };
    case 'BreakEnded':
      return { ...document, breakSince: null };
    case 'ObservationStarted': {
      const { staffId, at, visible } = event.data;
      return visible ? { ...document, observers: [...document.observers, { staffId, since: at }] } : document;
    }
    case 'ObservationEnded':
      return {
        ...document,
        observers: document.observers.filter(({ staffId }) => staffId !== event.data.staffId),
      };
    case 'SessionEnded':
      return ended(document, event.data.at);
    case 'AttendanceSealed':
      return { ...document, status: 'sealed', sealedAt: event.data.at };
    case 'SessionFeedbackGiven':
      return withPatient(document, event.data.patientId, () => ({ feedbackGiven: true }));
    case 'LateFactRecorded':
    case 'ParticipantMuted':
    case 'SpeakingMeasured':
    case 'AttendanceCorrected':
    case 'PresenceEntered':
    case 'GroupHeld':
    case 'GroupResumed':
    case 'OnCallAlerted':
      return document;
    default: {
      const never: never = event;
      return never;
    }
  }
};
