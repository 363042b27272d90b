import type { TrackEvent, TrackEventOf } from './events.js';

type Data<Type extends TrackEvent['type']> = TrackEventOf<Type>['data'];

export type TrackCommand =
  | ({ readonly type: 'DefineTrack' } & Data<'TrackDefined'>)
  | ({ readonly type: 'ChangeTrack' } & Data<'TrackChanged'>)
  | ({ readonly type: 'CloseTrack' } & Data<'TrackClosed'>)
  /** For who waits, it is the promotion from the waitlist. */
  | ({ readonly type: 'TakeSeat' } & Data<'SeatTaken'>)
  | ({ readonly type: 'FreeSeat' } & Data<'SeatFreed'>)
  | ({ readonly type: 'JoinWaitlist' } & Data<'PatientWaitlisted'>)
  | { readonly type: 'LeaveWaitlist'; readonly patientId: string; readonly at: number };

export type TrackCommandOf<Type extends TrackCommand['type']> = Extract<
  TrackCommand,
  { readonly type: Type }
>;
