import { Rejection, type RejectionCode } from '../rejection.js';
import type { Instant } from '../time.js';
import type { AccountCommand } from './commands.js';
import type { AccountEvent } from './events.js';

interface Invitation {
  readonly invitationId: string;
  readonly tokenHash: string;
  readonly expiresAt: Instant;
  readonly fate: 'open' | 'used' | 'revoked';
}

/** How somebody may sign in: part of the state of a member of staff and of a patient. */
export interface AccountState {
  readonly invitations: readonly Invitation[];
  readonly isLinked: boolean;
  readonly isActive: boolean;
}

export const newAccount: AccountState = { invitations: [], isLinked: false, isActive: true };

type CommandOf<Type extends AccountCommand['type']> = Extract<AccountCommand, { readonly type: Type }>;

const openInvitation = ({ invitations }: AccountState): Invitation | undefined =>
  invitations.find(({ fate }) => fate === 'open');

const fateRejection = ({ fate, expiresAt }: Invitation, at: Instant): RejectionCode | null => {
  switch (fate) {
    case 'used':
      return 'invitation-used';
    case 'revoked':
      return 'invitation-revoked';
    case 'open':
      return at >= expiresAt ? 'invitation-expired' : null;
    default:
      return fate satisfies never;
  }
};

/** Why an invitation cannot be accepted now; null when it can. */
export const whyNotAccepted = (
  account: AccountState,
  tokenHash: string,
  at: Instant,
): RejectionCode | null => {
  const invitation = account.invitations.find((one) => one.tokenHash === tokenHash);
  if (invitation === undefined) return 'invitation-unknown';
  if (!account.isActive) return 'account-deactivated';
  return fateRejection(invitation, at) ?? (account.isLinked ? 'already-linked' : null);
};

const invite = (command: CommandOf<'MakeInvitation'>, account: AccountState): readonly AccountEvent[] => {
  const { type: _type, ...data } = command;
  if (!account.isActive) throw new Rejection('account-deactivated');
  // Whoever is linked must be unlinked first, so that nobody loses their way in by a link sent to somebody else.
  if (account.isLinked) throw new Rejection('already-linked');
  if (data.expiresAt <= data.at) throw new Rejection('invalid');
  return [{ type: 'InvitationMade', data }];
};

const link = (command: CommandOf<'LinkIdentity'>, account: AccountState): readonly AccountEvent[] => {
  const { personId, tokenHash, identity, at } = command;
  const reason = whyNotAccepted(account, tokenHash, at);
  if (reason !== null) throw new Rejection(reason);
  const invitation = openInvitation(account);
  if (invitation === undefined) throw new Rejection('invitation-unknown');
  const { invitationId } = invitation;
  return [{ type: 'IdentityLinked', data: { personId, invitationId, at, personal: { identity } } }];
};

/** What a command about the account of a registered person leads to. */
export const decideAccount = (command: AccountCommand, account: AccountState): readonly AccountEvent[] => {
  const { personId, at } = command;
  switch (command.type) {
    case 'MakeInvitation':
      return invite(command, account);
    case 'RevokeInvitation': {
      const open = openInvitation(account);
      if (open === undefined) return [];
      return [{ type: 'InvitationRevoked', data: { personId, invitationId: open.invitationId, at } }];
    }
    case 'LinkIdentity':
      return link(command, account);
    case 'UnlinkIdentity':
      return account.isLinked ? [{ type: 'IdentityUnlinked', data: { personId, at } }] : [];
    case 'DeactivateAccount':
      return account.isActive ? [{ type: 'AccountDeactivated', data: { personId, at } }] : [];
    case 'ReactivateAccount':
      return account.isActive ? [] : [{ type: 'AccountReactivated', data: { personId, at } }];
    default:
      return command satisfies never;
  }
};

/** At most one invitation is open at a time. */
const closed = (account: AccountState, fate: 'used' | 'revoked'): readonly Invitation[] =>
  account.invitations.map((one) => (one.fate === 'open' ? { ...one, fate } : one));

export const evolveAccount = (account: AccountState, event: AccountEvent): AccountState => {
  switch (event.type) {
    case 'InvitationMade': {
      const { invitationId, tokenHash, expiresAt } = event.data;
      const made: Invitation = { invitationId, tokenHash, expiresAt, fate: 'open' };
      return { ...account, invitations: [...closed(account, 'revoked'), made] };
    }
    case 'InvitationRevoked':
      return { ...account, invitations: closed(account, 'revoked') };
    case 'IdentityLinked':
      return { ...account, invitations: closed(account, 'used'), isLinked: true };
    case 'IdentityUnlinked':
      return { ...account, isLinked: false };
    case 'AccountDeactivated':
      return { ...account, invitations: closed(account, 'revoked'), isActive: false };
    case 'AccountReactivated':
      return { ...account, isActive: true };
    default:
      return event satisfies never;
  }
};
