import type {
  AuthorizationsDocument,
  AuthorizationUseDocument,
  BoardDocument,
  DirectoryDocument,
  OutreachHistoryDocument,
  OwnOutreachDocument,
  PatientRoomDocument,
  ProgrammeCalendarDocument,
  ProgrammeWeekDocument,
  RoomDocument,
  ScheduleDocument,
  TasksDocument,
  WeekDocument,
} from '@hearth/views';
import type { Operation } from 'rfc6902';
import { z } from 'zod';
import type { Problem } from './http.js';

/**
 * The live channel: socket.io namespace `/live`, authenticated by the session cookie before the connection is
 * accepted. A screen subscribes to a view, gets a snapshot with a version, then deltas whose `from` equals the
 * version that it holds; anything else means a gap, and it subscribes again.
 */
export const LIVE_NAMESPACE = '/live';

/** What each view pushes. `me` as a key stands for the reader. */
export interface LiveDocuments {
  /** A patient's own side of a session. Key: session id. */
  'patient-room': PatientRoomDocument;
  /** A session for its staff. Key: session id. */
  room: RoomDocument;
  /** Key: person id or `me`. */
  schedule: ScheduleDocument;
  /** Key: enrollment id. */
  week: WeekDocument;
  /** Key: `{programmeId}/{day}`. */
  board: BoardDocument;
  /** Key: `{programmeId}/{weekStart}`. */
  'programme-week': ProgrammeWeekDocument;
  /** What a programme has planned. Key: `{programmeId}/{monday}`. */
  calendar: ProgrammeCalendarDocument;
  /** Who and what a programme is planned with. Key: programme id. */
  directory: DirectoryDocument;
  /** Whether a patient is waited for, for themselves. Key: enrollment id. */
  'own-outreach': OwnOutreachDocument;
  /** How somebody was reached out to, for staff. Key: enrollment id. */
  'outreach-history': OutreachHistoryDocument;
  /** What is to be done. Key: programme id. */
  tasks: TasksDocument;
  /** Payers' authorizations. Key: programme id. */
  authorizations: AuthorizationsDocument;
  /** One episode's days and units. Key: enrollment id. */
  'authorization-use': AuthorizationUseDocument;
}
export type LiveView = keyof LiveDocuments;
export const liveViews = [
  'patient-room',
  'room',
  'schedule',
  'week',
  'board',
  'programme-week',
  'calendar',
  'directory',
  'own-outreach',
  'outreach-history',
  'tasks',
  'authorizations',
  'authorization-use',
] as const satisfies LiveView[];

export const subscribeMessage = z.strictObject({
  view: z.enum(liveViews),
  key: z.string().min(1).max(260),
});
export type SubscribeMessage = z.infer<typeof subscribeMessage>;

/** The browser as a witness of its own connection; sent on each change and every 10 s while in a room. */
export const heartbeatMessage = z.strictObject({
  sessionId: z.string().min(1).max(128),
  roomSid: z.string().min(1).max(128),
  participantSid: z.string().min(1).max(128),
  state: z.enum(['connected', 'reconnecting', 'disconnected']),
  /** How long the browser has been in this state, by its monotonic clock, ms. */
  forMs: z.int().nonnegative(),
});
export type HeartbeatMessage = z.infer<typeof heartbeatMessage>;

/** Presence without media; `here` is sent on arrival and every 10 s. */
export const presenceMessage = z.strictObject({
  sessionId: z.string().min(1).max(128),
  state: z.enum(['here', 'gone']),
});
export type PresenceMessage = z.infer<typeof presenceMessage>;

export interface Snapshot<View extends LiveView = LiveView> {
  readonly view: View;
  readonly key: string;
  /** Changes when the view was built anew; versions of different epochs cannot be compared. */
  readonly epoch: string;
  readonly version: number;
  /** Null: there is nothing for this key (yet). */
  readonly document: LiveDocuments[View] | null;
  readonly serverTime: number;
}

export interface Delta {
  readonly view: LiveView;
  readonly key: string;
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly patch: readonly Operation[];
  readonly serverTime: number;
}

/** How fresh the views are, as the server knows it; sent every 2 s and on each change. */
export interface Pulse {
  readonly serverTime: number;
  /** `stale`: the projections have not reported for a while, nothing shown can be trusted to be newer than `since`. */
  readonly state: 'live' | 'catching-up' | 'stale';
  readonly since: number | null;
}

export type Ack<Result> =
  { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly problem: Problem };

export interface LiveServerEvents {
  snapshot: (snapshot: Snapshot) => void;
  delta: (delta: Delta) => void;
  pulse: (pulse: Pulse) => void;
  /** The reader may no longer see this view. */
  revoked: (subject: { view: LiveView; key: string }) => void;
}

export interface LiveClientEvents {
  subscribe: (message: SubscribeMessage, ack: (answer: Ack<Snapshot>) => void) => void;
  unsubscribe: (message: SubscribeMessage, ack: (answer: Ack<null>) => void) => void;
  heartbeat: (message: HeartbeatMessage, ack: (answer: Ack<null>) => void) => void;
  /**
   * Presence without media: the browser is "in the room" although LiveKit is away. Witness `client`, room sid
   * `presence`; sent like a heartbeat.
   */
  presence: (message: PresenceMessage, ack: (answer: Ack<null>) => void) => void;
}
