import {
  patientDecider,
  staffDecider,
  type AccountCommand,
  type AccountState,
  type PersonRef,
} from '@hearth/domain';
import { foldStream, type EventStore } from '@hearth/eventstore';
import type { Invitation } from '@hearth/contracts';
import { patientAccountView, staffAccountView, type AccountDocument } from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Audit } from '../access/audit.js';
import type { Acting } from '../access/principal.js';
import { Commands } from '../command/commands.js';
import { Current } from '../command/current.js';
import { notFound } from '../problem/problem-error.js';
import { SETTINGS, STORE } from '../services.js';
import type { ApiSettings } from '../settings.js';
import { invitationLink, newInvitationToken, tokenHash } from './invitation-token.js';

type By = Pick<Acting, 'actor' | 'at' | 'correlationId' | 'idempotencyKey'>;

const actions = {
  MakeInvitation: 'invite',
  RevokeInvitation: 'revoke',
  LinkIdentity: 'link',
  UnlinkIdentity: 'unlink',
  DeactivateAccount: 'deactivate',
  ReactivateAccount: 'reactivate',
} as const;

/** How people may sign in, on their own streams. */
@Injectable()
export class Accounts {
  constructor(
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    @Inject(STORE) private readonly store: EventStore,
    private readonly commands: Commands,
    private readonly current: Current,
    private readonly audit: Audit,
  ) {}

  /** As of now; null when there is no such person. @throws StoreUnavailable */
  read({ kind, id }: PersonRef): Promise<AccountDocument | null> {
    switch (kind) {
      case 'staff':
        return this.current.read(staffAccountView, id);
      case 'patient':
        return this.current.read(patientAccountView, id);
      case 'family':
        return Promise.resolve(null);
      default:
        return kind satisfies never;
    }
  }

  /** What is decided on, as of now; null when there is no such person. @throws StoreUnavailable */
  async state({ kind, id }: PersonRef): Promise<AccountState | null> {
    if (kind === 'family') return null;
    const { state } =
      kind === 'staff'
        ? await foldStream(this.store, staffDecider, 'staff', id)
        : await foldStream(this.store, patientDecider, 'patient', id);
    return state.status === 'none' ? null : state.account;
  }

  /**
   * Makes a link for this person, in place of one that is still open. A request that is sent again makes another one:
   * the answer of the first is lost, and with it the only copy of its secret.
   * @throws Rejection, ProblemError `not-found` when there is no provider to sign in with
   */
  async invite(by: By, person: PersonRef): Promise<Invitation> {
    const { provider, signIn } = this.settings;
    if (provider === null) throw notFound();
    const token = newInvitationToken(person);
    const expiresAt = by.at + signIn.invitationMs;
    await this.handle({ ...by, idempotencyKey: randomUUID() }, person, {
      type: 'MakeInvitation',
      personId: person.id,
      invitationId: randomUUID(),
      tokenHash: tokenHash(token),
      expiresAt,
      at: by.at,
    });
    return { link: invitationLink(provider.publicUrl, token), expiresAt };
  }

  /** Handles a command, and writes down who did it. @throws Rejection, StoreUnavailable */
  async handle(by: By, person: PersonRef, command: AccountCommand): Promise<void> {
    if (person.kind === 'family') throw notFound();
    const { events } =
      person.kind === 'staff'
        ? await this.commands.handle(by, staffDecider, 'staff', person.id, command)
        : await this.commands.handle(by, patientDecider, 'patient', person.id, command);
    if (events.length > 0) await this.audit.recordAccount(by, actions[command.type], person);
  }
}
