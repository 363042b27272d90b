import type { Role } from '@hearth/contracts';
import type { Actor, Instant, PersonRef } from '@hearth/domain';

/** Who is signed in, as far as the cookie says. What they may see is looked up each time. */
export interface Principal {
  readonly person: PersonRef;
  readonly role: Role;
  /** Of this sign-in; opaque. */
  readonly signInId: string;
  readonly signedInAt: Instant;
  /** When the cookie was last given anew; it ends when that is too long ago. */
  readonly seenAt: Instant;
  /** When the sign-in ends, whatever happens. */
  readonly expiresAt: Instant;
}

/** One request by a signed-in person. */
export interface Acting {
  readonly principal: Principal;
  readonly actor: Actor;
  readonly at: Instant;
  readonly correlationId: string;
  /** The caller's key for retries, or one made for this request. */
  readonly idempotencyKey: string;
}

export const actorOf = (person: PersonRef): Actor => ({ kind: person.kind, id: person.id });

declare module 'express-serve-static-core' {
  interface Request {
    correlationId?: string;
    acting?: Acting;
  }
}
