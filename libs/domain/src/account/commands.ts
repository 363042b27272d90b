import type { Instant } from '../time.js';

export type AccountCommand =
  /** Replaces an invitation that is still open. */
  | {
      readonly type: 'MakeInvitation';
      readonly personId: string;
      readonly invitationId: string;
      readonly tokenHash: string;
      readonly expiresAt: Instant;
      readonly at: Instant;
    }
  | { readonly type: 'RevokeInvitation'; readonly personId: string; readonly at: Instant }
  /** Whoever holds the invitation has shown who they are elsewhere. */
  | {
      readonly type: 'LinkIdentity';
      readonly personId: string;
      readonly tokenHash: string;
      readonly identity: string;
      readonly at: Instant;
    }
  | { readonly type: 'UnlinkIdentity'; readonly personId: string; readonly at: Instant }
  | { readonly type: 'DeactivateAccount'; readonly personId: string; readonly at: Instant }
  | { readonly type: 'ReactivateAccount'; readonly personId: string; readonly at: Instant };

const types: Readonly<Record<AccountCommand['type'], true>> = {
  MakeInvitation: true,
  RevokeInvitation: true,
  LinkIdentity: true,
  UnlinkIdentity: true,
  DeactivateAccount: true,
  ReactivateAccount: true,
};

export const isAccountCommand = (command: { readonly type: string }): command is AccountCommand =>
  Object.hasOwn(types, command.type);
