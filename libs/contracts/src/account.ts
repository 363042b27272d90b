import { personRef, staffRoles } from '@hearth/domain';
import { z } from 'zod';

/** Bodies about who may sign in, and how. Paths are under `/api`. */

/**
 * `POST /sign-in/provider`: begins a sign-in with the provider, and answers where to send the browser. 404 without a
 * provider; an invitation that cannot be accepted is refused here, before anybody leaves.
 */
export const providerSignIn = z.strictObject({
  /** A page of Hearth to come back to. */
  returnTo: z.string().max(200).optional(),
  /** What stands behind the `#` of an invitation's link. */
  invitation: z.string().max(300).optional(),
  /** Asks the provider to sign somebody in anew: to be somebody else than last time. */
  anew: z.boolean().optional(),
});
export type ProviderSignIn = z.infer<typeof providerSignIn>;
export const providerSignInBegun = z.object({ url: z.url() });
export type ProviderSignInBegun = z.infer<typeof providerSignInBegun>;

/** `POST /sign-out` answers 204, or 200 with this where the provider can be told, too. */
export const signedOut = z.object({ endSessionUrl: z.url() });
export type SignedOut = z.infer<typeof signedOut>;

/** `POST /accounts/:kind/:personId/invitation`; replaces an open one. The link is shown this once. */
export const invitation = z.object({ link: z.url(), expiresAt: z.int() });
export type Invitation = z.infer<typeof invitation>;

/** What `POST /setup` answers. Null without a provider, and once the first admin is linked. */
export const setUpDone = z.object({ invitation: invitation.nullable() });
export type SetUpDone = z.infer<typeof setUpDone>;

/**
 * `GET /accounts`, by an admin: everybody of the admin's programmes. `DELETE …/invitation` revokes, `DELETE …/link`
 * unlinks, `POST|DELETE …/deactivation` deactivates and reactivates; all 204.
 */
export const account = z.object({
  person: personRef,
  role: z.enum(['patient', ...staffRoles]),
  displayName: z.string(),
  simulated: z.boolean(),
  isActive: z.boolean(),
  way: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('invited'), expiresAt: z.int() }),
    z.object({ kind: z.literal('linked'), linkedAt: z.int() }),
  ]),
});
export type Account = z.infer<typeof account>;
