import { z } from 'zod';
import { defineEvent, personal, type DomainEvent, type EventOf } from '../event-definition.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** How a person may sign in. On the person's own stream: `staff-{id}` or `patient-{id}`. */
export const accountEventDefinitions = [
  defineEvent({
    // A link that was handed over, once, to whom it concerns. Of its secret only a hash is known.
    type: 'InvitationMade',
    version: 1,
    data: z.strictObject({
      personId: id,
      invitationId: id,
      tokenHash: sha256,
      expiresAt: instant,
      at: instant,
    }),
  }),
  defineEvent({
    type: 'InvitationRevoked',
    version: 1,
    data: z.strictObject({ personId: id, invitationId: id, at: instant }),
  }),
  defineEvent({
    type: 'IdentityLinked',
    version: 1,
    data: z.strictObject({
      personId: id,
      invitationId: id,
      at: instant,
      personal: personal(
        z.object({
          /** Keyed hash of issuer and subject; who has no key can neither read nor guess them. */
          identity: sha256,
        }),
      ),
    }),
    subject: (data) => data.personId,
  }),
  defineEvent({
    type: 'IdentityUnlinked',
    version: 1,
    data: z.strictObject({ personId: id, at: instant }),
  }),
  defineEvent({
    type: 'AccountDeactivated',
    version: 1,
    data: z.strictObject({ personId: id, at: instant }),
  }),
  defineEvent({
    type: 'AccountReactivated',
    version: 1,
    data: z.strictObject({ personId: id, at: instant }),
  }),
] as const;

export type AccountEvent = EventOf<(typeof accountEventDefinitions)[number]>;

const types: ReadonlySet<string> = new Set(accountEventDefinitions.map(({ type }) => type));

/** Tells them apart from what else happens on a person's stream. */
export const isAccountEvent = <Event extends DomainEvent>(
  event: Event,
): event is Extract<Event, { readonly type: AccountEvent['type'] }> => types.has(event.type);
