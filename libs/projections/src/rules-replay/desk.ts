import type { ReplayProgress, ReplayReport, ReplayRequest } from '@hearth/views';

/** A replay that somebody has asked for. Opaque ids only; names are added for whoever may read them. */
export interface AskedReplay {
  readonly replayId: string;
  readonly programmeId: string;
  /** Staff id. */
  readonly by: string;
  /** Ms since the epoch. */
  readonly askedAt: number;
  readonly request: ReplayRequest;
}

export interface ReplayTicket extends AskedReplay, ReplayProgress {
  /** `failed`: it was tried several times, or its rules cannot be read any more. */
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  /** Only when it is done. */
  readonly report: ReplayReport | null;
}

/** Where replays of long periods are asked for, and where their reports are kept for a day. */
export interface ReplayDesk {
  /** Asked twice with the same id, it is done once. */
  ask(asked: AskedReplay): Promise<void>;
  /** Null when there is none, or when it was kept long enough. */
  find(replayId: string): Promise<ReplayTicket | null>;
  /** The one that was asked for last in a programme; null when it is not kept any more. */
  newest(programmeId: string): Promise<string | null>;
  /** Stops one that is not over; nothing otherwise. */
  cancel(replayId: string): Promise<void>;
}
