import { Rejection, samePerson, whyNotAccepted, type PersonRef } from '@hearth/domain';
import type { ViewReader } from '@hearth/projections';
import { patientsOfIdentity, staffOfIdentity } from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Accounts } from '../account/accounts.js';
import { readToken, tokenHash, type InvitationToken } from '../account/invitation-token.js';
import type { Clock } from '../clock.js';
import { CLOCK, IDENTITY_KEY, VIEWS } from '../services.js';
import { identityHash } from './identity.js';
import type { ProvenIdentity } from './identity-provider.js';

/** Who somebody with a proven identity is here; nobody becomes anybody but by an invitation. */
@Injectable()
export class ProviderSignIn {
  constructor(
    @Inject(VIEWS) private readonly views: ViewReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDENTITY_KEY) private readonly key: Uint8Array,
    private readonly accounts: Accounts,
  ) {}

  /** @throws Rejection when an invitation could not be accepted now */
  async requireAcceptable(written: string): Promise<void> {
    const token = readToken(written);
    const account = token && (await this.accounts.state(token.person));
    if (!token || !account) throw new Rejection('invitation-unknown');
    const reason = whyNotAccepted(account, tokenHash(token), this.clock.now());
    if (reason !== null) throw new Rejection(reason);
  }

  /** Null when nobody is linked, or more than one is: then nobody can say which of them this is. */
  async linkedPerson(proven: ProvenIdentity): Promise<PersonRef | null> {
    const [person, ...others] = await this.#linkedTo(identityHash(this.key, proven));
    return others.length === 0 ? (person ?? null) : null;
  }

  /**
   * Links whom the invitation is for to who has come with it.
   * @throws Rejection
   */
  async accept(written: string, proven: ProvenIdentity, correlationId: string): Promise<PersonRef> {
    const token = readToken(written);
    if (!token) throw new Rejection('invitation-unknown');
    const identity = identityHash(this.key, proven);
    const linked = await this.#linkedTo(identity);
    if (linked.some((other) => !samePerson(other, token.person))) throw new Rejection('identity-taken');
    await this.#link(token, identity, correlationId);
    return token.person;
  }

  async #link(token: InvitationToken, identity: string, correlationId: string): Promise<void> {
    const { person } = token;
    const at = this.clock.now();
    await this.accounts.handle({ actor: person, at, correlationId, idempotencyKey: randomUUID() }, person, {
      type: 'LinkIdentity',
      personId: person.id,
      tokenHash: tokenHash(token),
      identity,
      at,
    });
  }

  /** The views say where to look, and the person's own stream what is true. */
  async #linkedTo(identity: string): Promise<readonly PersonRef[]> {
    const [staff, patients] = await Promise.all([
      this.views.members(staffOfIdentity(identity)),
      this.views.members(patientsOfIdentity(identity)),
    ]);
    const people: PersonRef[] = [
      ...staff.map((id) => ({ kind: 'staff' as const, id })),
      ...patients.map((id) => ({ kind: 'patient' as const, id })),
    ];
    const accounts = await Promise.all(people.map((person) => this.accounts.read(person)));
    return people.filter((_, index) => accounts[index]?.identity === identity);
  }
}
