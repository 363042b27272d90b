import type { PatientAttendance } from '../attendance/sealed.js';
import { missingFrom } from './check-in.js';
import { connectionKey, PRESENCE_ROOM, withFact, type PresenceFact } from './connection.js';
import type { SessionEvent, SessionEventOf } from './events.js';
import type { KnownSession, SessionPlan, SessionState, Standing } from './state.js';

export const initialState = (): SessionState => ({ status: 'none' });

const newcomer: Standing = {
  place: 'expected',
  waitingSince: null,
  checkIn: null,
  wasAdmitted: false,
  gaveFeedback: false,
  isGuest: false,
};

const leadOf = (facilitators: SessionPlan['facilitators']): string =>
  (facilitators.find((one) => one.part === 'facilitator') ?? facilitators[0])?.staffId ?? '';

const scheduled = (plan: SessionPlan): SessionState => ({
  status: 'scheduled',
  plan,
  lead: leadOf(plan.facilitators),
  patients: Object.fromEntries(plan.roster.map(({ patientId }) => [patientId, newcomer])),
  connections: {},
  room: null,
  media: {},
  hands: [],
  share: null,
  breakSince: null,
  heldSince: null,
  observers: [],
  everObserved: [],
  help: [],
  entries: [],
});

/** Who stays on the roster keeps what is known of them, such as an early check-in. */
const replanned = (
  session: KnownSession,
  data: SessionEventOf<'SessionPlanChanged'>['data'],
): KnownSession => {
  const { title, capacity, facilitators, roster, guest } = data;
  const visitor: Standing = { ...newcomer, isGuest: true };
  return {
    ...session,
    plan: { ...session.plan, title, capacity, facilitators, roster },
    lead: leadOf(facilitators),
    patients: Object.fromEntries(
      roster.map(({ patientId }) => [
        patientId,
        session.patients[patientId] ?? (guest?.patientId === patientId ? visitor : newcomer),
      ]),
    ),
  };
};

const stand = (session: KnownSession, patientId: string, change: Partial<Standing>): KnownSession => {
  const before = session.patients[patientId];
  if (before === undefined) return session;
  return { ...session, patients: { ...session.patients, [patientId]: { ...before, ...change } } };
};

const withoutHand = (session: KnownSession, patientId: string): KnownSession => ({
  ...session,
  hands: session.hands.filter((one) => one !== patientId),
});

/**
 * Whether a fact is of the room that people are in now: of the same one, or of one that was never heard of before. A
 * room that was left behind does not come back, whatever late words are said of it.
 */
const isOfNewestRoom = (session: KnownSession, { roomSid, at }: PresenceFact): boolean => {
  if (session.room === null) return true;
  if (at < session.room.at) return false;
  const isKnown = Object.values(session.connections).some((one) => one.roomSid === roomSid);
  return roomSid === session.room.roomSid || !isKnown;
};

const withPresence = (
  session: KnownSession,
  fact: PresenceFact & { readonly hidden?: boolean },
): KnownSession => {
  const key = connectionKey(fact);
  const isVideoRoom = fact.roomSid !== PRESENCE_ROOM;
  const newer = fact.kind === 'joined' && isVideoRoom && isOfNewestRoom(session, fact);
  return {
    ...session,
    connections: { ...session.connections, [key]: withFact(session.connections[key], fact) },
    room: newer ? { roomSid: fact.roomSid, at: fact.at } : session.room,
  };
};

const ended = (session: KnownSession, at: number): SessionState => ({
  ...session,
  status: 'ended',
  startedAt: session.status === 'live' ? session.startedAt : null,
  endedAt: at,
  hands: [],
  share: null,
  breakSince: null,
  heldSince: null,
  observers: [],
});

const sealed = (session: KnownSession, data: SessionEventOf<'AttendanceSealed'>['data']): SessionState =>
  session.status === 'ended'
    ? { ...session, status: 'sealed', attendance: data.attendance, seal: data.seal, corrections: [] }
    : session;

const corrected = (session: KnownSession, correctionId: string, after: PatientAttendance): SessionState => {
  if (session.status !== 'sealed') return session;
  const patients = session.attendance.patients.map((one) =>
    one.patientId === after.patientId ? after : one,
  );
  return {
    ...session,
    attendance: { ...session.attendance, patients },
    corrections: [...session.corrections, correctionId],
  };
};

/** The state after one more event. An event that does not fit the state leaves it as it is. */
export const evolve = (state: SessionState, event: SessionEvent): SessionState => {
  if (event.type === 'SessionScheduled') return scheduled(event.data);
  return state.status === 'none' ? state : evolveKnown(state, event);
};

const evolveKnown = (
  session: KnownSession,
  event: Exclude<SessionEvent, { readonly type: 'SessionScheduled' }>,
): SessionState => {
  switch (event.type) {
    case 'SessionRescheduled': {
      const { startsAt, endsAt } = event.data;
      return { ...session, plan: { ...session.plan, startsAt, endsAt } };
    }
    case 'SessionPlanChanged':
      return replanned(session, event.data);
    case 'SessionCancelled':
      return { ...session, status: 'cancelled' };
    case 'DoorsOpened':
      return { ...session, status: 'doors-open' };
    case 'SessionStarted':
      return { ...session, status: 'live', startedAt: event.data.at };
    case 'SessionEnded':
      return ended(session, event.data.at);
    case 'AttendanceSealed':
      return sealed(session, event.data);
    case 'AttendanceCorrected':
      return corrected(session, event.data.correctionId, event.data.after);
    case 'CheckInSubmitted': {
      const checkIn = { at: event.data.at, missing: missingFrom(event.data.personal) };
      return stand(session, event.data.patientId, { checkIn });
    }
    case 'WaitingRoomEntered':
      return stand(session, event.data.patientId, { place: 'waiting', waitingSince: event.data.at });
    case 'WaitingRoomLeft':
      return stand(session, event.data.patientId, { place: 'expected', waitingSince: null });
    case 'PatientAdmitted':
      return stand(session, event.data.patientId, {
        place: 'admitted',
        waitingSince: null,
        wasAdmitted: true,
      });
    case 'PatientTurnedAway':
      return stand(session, event.data.patientId, { place: 'turned-away', waitingSince: null });
    case 'ParticipantRemoved':
      return stand(session, event.data.patientId, { place: 'removed', waitingSince: null });
    case 'SessionFeedbackGiven':
      return stand(session, event.data.patientId, { gaveFeedback: true });
    case 'ParticipantJoined':
      return withPresence(session, { ...event.data, kind: 'joined' });
    case 'ParticipantLeft':
      return withPresence(session, { ...event.data, kind: 'left' });
    case 'PresenceEntered':
      return { ...session, entries: [...session.entries, event.data.entryId] };
    case 'LateFactRecorded':
      return withPresence(session, { ...event.data, kind: event.data.fact.kind });
    default:
      return evolveFloor(session, event);
  }
};

/** Events of the room itself: who has the floor, who watches, who asks for help. */
type FloorEvent = SessionEventOf<
  | 'MediaReported'
  | 'HandRaised'
  | 'HandLowered'
  | 'ShareStarted'
  | 'ShareEnded'
  | 'SpeakingMeasured'
  | 'MessagePosted'
  | 'HelpRequested'
  | 'HelpAnswered'
  | 'ParticipantMuted'
  | 'FacilitatorHandedOver'
  | 'GroupHeld'
  | 'GroupResumed'
  | 'OnCallAlerted'
  | 'BreakStarted'
  | 'BreakEnded'
  | 'ObservationStarted'
  | 'ObservationEnded'
>;

const evolveFloor = (session: KnownSession, event: FloorEvent): KnownSession => {
  switch (event.type) {
    case 'MediaReported': {
      const { participantSid, camera, microphone } = event.data;
      return { ...session, media: { ...session.media, [participantSid]: { camera, microphone } } };
    }
    case 'HandRaised': {
      const { patientId } = event.data;
      return { ...session, hands: [...withoutHand(session, patientId).hands, patientId] };
    }
    case 'HandLowered':
      return withoutHand(session, event.data.patientId);
    case 'ShareStarted': {
      const { shareId, patientId, kind } = event.data;
      return { ...session, share: { shareId, patientId, kind } };
    }
    case 'ShareEnded':
      return session.share?.shareId === event.data.shareId ? { ...session, share: null } : session;
    case 'HelpRequested': {
      const { helpId, patientId } = event.data;
      return { ...session, help: [...session.help, { helpId, patientId, answered: false }] };
    }
    case 'HelpAnswered': {
      const { helpId } = event.data;
      const help = session.help.map((one) => (one.helpId === helpId ? { ...one, answered: true } : one));
      return { ...session, help };
    }
    case 'FacilitatorHandedOver':
      return { ...session, lead: event.data.to };
    case 'GroupHeld':
      return { ...session, heldSince: event.data.since };
    case 'GroupResumed':
      return { ...session, heldSince: null };
    case 'BreakStarted':
      return { ...session, breakSince: event.data.at };
    case 'BreakEnded':
      return { ...session, breakSince: null };
    case 'ObservationStarted': {
      const { staffId, visible } = event.data;
      const others = session.observers.filter((one) => one.staffId !== staffId);
      const everObserved = [...session.everObserved.filter((one) => one !== staffId), staffId];
      return { ...session, observers: [...others, { staffId, visible }], everObserved };
    }
    case 'ObservationEnded': {
      const observers = session.observers.filter((one) => one.staffId !== event.data.staffId);
      return { ...session, observers };
    }
    case 'SpeakingMeasured':
    case 'MessagePosted':
    case 'ParticipantMuted':
    case 'OnCallAlerted':
      return session;
    default:
      return event satisfies never;
  }
};
