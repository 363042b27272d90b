/**
 * Why a command was refused. The code is stable and is what the interface translates; `details` holds opaque ids,
 * numbers and instants only, never anything about a person.
 */
export class Rejection extends Error {
  override readonly name = 'Rejection';

  constructor(
    readonly code: RejectionCode,
    readonly details: Readonly<Record<string, string | number | boolean | readonly string[]>> = {},
  ) {
    super(code);
  }
}

export const rejectionCodes = [
  'already-exists',
  'not-found',
  'invalid',
  'session-not-scheduled',
  'session-cancelled',
  'session-over',
  'session-sealed',
  'session-not-live',
  'session-still-open',
  'doors-not-open',
  'doors-too-early',
  'not-on-roster',
  'not-facilitator',
  'not-co-facilitator',
  'already-in-waiting-room',
  'not-in-waiting-room',
  'not-admitted',
  'already-admitted',
  'group-full',
  'group-closed',
  'capacity-below-roster',
  'track-full',
  'waitlist-first',
  'request-decided',
  'task-over',
  'authorization-closed',
  'recurrence-refused',
  'check-in-missing',
  'location-missing',
  'contact-missing',
  'attestations-missing',
  'safety-first',
  'override-needs-reason',
  'reason-needed',
  'removed',
  'turned-away',
  'share-running',
  'no-share-running',
  'break-running',
  'no-break-running',
  'not-observing',
  'already-observing',
  'stale-fact',
  'signal-closed',
  'disposition-needed',
  'not-enrolled',
  'enrollment-over',
  'enrollment-paused',
  'enrollment-not-paused',
  'overlapping-enrollment',
  'invitation-unknown',
  'invitation-used',
  'invitation-revoked',
  'invitation-expired',
  'already-linked',
  'identity-taken',
  'account-deactivated',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];
