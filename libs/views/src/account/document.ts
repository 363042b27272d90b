import type { Instant } from '@hearth/domain';

/** How a person may sign in. For who administers a programme; no part of any other document. */
export interface AccountDocument {
  readonly personId: string;
  /** The one that is open, if any; whether it has expired is for the reader to say. */
  readonly invitation: {
    readonly invitationId: string;
    readonly madeAt: Instant;
    readonly expiresAt: Instant;
  } | null;
  readonly linkedAt: Instant | null;
  /** Keyed hash of issuer and subject; null when nobody is linked, or it can no longer be read. */
  readonly identity: string | null;
  readonly isActive: boolean;
  /** Sign-ins from before this moment are over. */
  readonly signInsFrom: Instant;
}
