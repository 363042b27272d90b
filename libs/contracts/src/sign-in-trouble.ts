/**
 * Why a way to the provider ended without a sign-in: `GET /sign-in/callback` sends the browser to
 * `/sign-in?trouble={one of these}`.
 * It stands apart from what needs zod, which is too heavy for the first page.
 */
export const signInTroubles = [
  'sign-in-failed',
  'provider-away',
  'provider-refused',
  'not-linked',
  'invitation-unknown',
  'invitation-used',
  'invitation-revoked',
  'invitation-expired',
  'already-linked',
  'identity-taken',
  'account-deactivated',
  'too-many-requests',
  'unavailable',
  'internal',
] as const;
export type SignInTrouble = (typeof signInTroubles)[number];
