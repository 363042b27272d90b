import type { AttendanceSeal, SealedAttendance } from '../attendance/sealed.js';
import type { PersonRef } from '../person.js';
import { HOUR, MINUTE, type Instant } from '../time.js';
import { missingFrom, type Missing } from './check-in.js';
import { isOpen, PRESENCE_ROOM, type Connection } from './connection.js';
import type { SessionEventOf } from './events.js';
import { participantIdentity } from './identity.js';

/** Doors open at most this long before the start. */
export const DOORS_LEAD_MS = 60 * MINUTE;
/** A check-in older than this before the start says nothing about today. */
export const CHECK_IN_LEAD_MS = 24 * HOUR;

export type StandingPlace = 'expected' | 'waiting' | 'admitted' | 'turned-away' | 'removed';

/** Where one patient of the roster stands. It keeps what of a check-in is missing, never what it says. */
export interface Standing {
  readonly place: StandingPlace;
  readonly waitingSince: Instant | null;
  readonly checkIn: { readonly at: Instant; readonly missing: readonly Missing[] } | null;
  readonly wasAdmitted: boolean;
  readonly gaveFeedback: boolean;
  /** Comes to this session only. */
  readonly isGuest: boolean;
}

export interface Share {
  readonly shareId: string;
  readonly patientId: string;
  readonly kind: SessionEventOf<'ShareStarted'>['data']['kind'];
}

export interface Help {
  readonly helpId: string;
  readonly patientId: string;
  readonly answered: boolean;
}

export type SessionPlan = SessionEventOf<'SessionScheduled'>['data'];

/** Everything that a session knows whatever its status. */
export interface SessionCore {
  readonly plan: SessionPlan;
  /** The facilitator who has charge now. */
  readonly lead: string;
  readonly patients: Readonly<Record<string, Standing>>;
  /** By `connectionKey`. */
  readonly connections: Readonly<Record<string, Connection>>;
  /** The video room that was joined last. */
  readonly room: { readonly roomSid: string; readonly at: Instant } | null;
  /** Last reported, by participant sid. */
  readonly media: Readonly<Record<string, { readonly camera: boolean; readonly microphone: boolean }>>;
  /** Patient ids, first raised first. */
  readonly hands: readonly string[];
  readonly share: Share | null;
  readonly breakSince: Instant | null;
  /** Since when the group is held because nobody leads it. */
  readonly heldSince: Instant | null;
  readonly observers: readonly { readonly staffId: string; readonly visible: boolean }[];
  /** Everybody who ever observed: a late fact about them must still find its person. */
  readonly everObserved: readonly string[];
  readonly help: readonly Help[];
  /** Ids of what staff entered about presence. */
  readonly entries: readonly string[];
}

export type SessionState =
  | { readonly status: 'none' }
  | (SessionCore & { readonly status: 'scheduled' })
  | (SessionCore & { readonly status: 'doors-open' })
  | (SessionCore & { readonly status: 'live'; readonly startedAt: Instant })
  | (SessionCore & {
      readonly status: 'ended';
      /** Null when the doors were open but nobody was ever admitted. */
      readonly startedAt: Instant | null;
      readonly endedAt: Instant;
    })
  | (SessionCore & {
      readonly status: 'sealed';
      readonly startedAt: Instant | null;
      readonly endedAt: Instant;
      /** With the corrections since the seal. */
      readonly attendance: SealedAttendance;
      readonly seal: AttendanceSeal;
      readonly corrections: readonly string[];
    })
  | (SessionCore & { readonly status: 'cancelled' });

export type KnownSession = Exclude<SessionState, { status: 'none' }>;
export type SessionStateOf<Status extends SessionState['status']> = Extract<
  SessionState,
  { readonly status: Status }
>;

/**
 * The number in the name of the room that people may join now. It stays the same for the whole life of a session: a
 * new one after a removal would part those who come back from those who stayed. A removed patient is kept out by
 * the ban list, which is checked before each token and on each join.
 */
export const roomEpoch = (_state: SessionState): number => 0;

/**
 * What stands between a patient and admission; empty when the way is clear. A check-in from more than a day before
 * the start (the session was moved since) confirms nothing about today.
 */
export const missingForAdmission = (state: SessionState, patientId: string): readonly Missing[] => {
  if (state.status === 'none') return missingFrom(null);
  const checkIn = state.patients[patientId]?.checkIn ?? null;
  if (checkIn === null || checkIn.at < state.plan.startsAt - CHECK_IN_LEAD_MS) return missingFrom(null);
  return checkIn.missing;
};

export const isFacilitator = (state: SessionState, staffId: string): boolean =>
  state.status !== 'none' && state.plan.facilitators.some((one) => one.staffId === staffId);

export const isObserving = (state: SessionState, staffId: string): boolean =>
  state.status !== 'none' && state.observers.some((one) => one.staffId === staffId);

/** Whether a person may be given a token for the video room now. */
export const mayEnterRoom = (state: SessionState, person: PersonRef): boolean => {
  if (state.status !== 'doors-open' && state.status !== 'live') return false;
  switch (person.kind) {
    case 'staff':
      return isFacilitator(state, person.id) || isObserving(state, person.id);
    case 'patient':
      return state.status === 'live' && state.patients[person.id]?.place === 'admitted';
    case 'family':
      return false;
    default:
      return person.kind satisfies never;
  }
};

/** Connections of a person that are open as far as the facts so far say: in the room that was joined last, or without media. */
export const openConnections = (state: SessionState, person: PersonRef): readonly Connection[] =>
  state.status === 'none'
    ? []
    : Object.values(state.connections).filter(
        (connection) =>
          connection.person.kind === person.kind &&
          connection.person.id === person.id &&
          (connection.roomSid === state.room?.roomSid || connection.roomSid === PRESENCE_ROOM) &&
          isOpen(connection),
      );

/** Everybody whom the session knows, including those who only observed. */
export const peopleOf = (state: SessionState): readonly PersonRef[] => {
  if (state.status === 'none') return [];
  const patients = state.plan.roster.map(({ patientId }): PersonRef => ({ kind: 'patient', id: patientId }));
  const staff = new Set([...state.plan.facilitators.map((one) => one.staffId), ...state.everObserved]);
  return [...patients, ...[...staff].map((id): PersonRef => ({ kind: 'staff', id }))];
};

/** Who stands behind an identity in the video room; null for somebody whom the session does not know. */
export const personOfIdentity = (state: SessionState, identity: string): PersonRef | null =>
  state.status === 'none'
    ? null
    : (peopleOf(state).find((person) => participantIdentity(state.plan.sessionId, person) === identity) ??
      null);
