import { correctionBody, presenceEntryBody } from '@hearth/contracts';
import { Rejection, staffRoles } from '@hearth/domain';
import type { EventStore } from '@hearth/eventstore';
import { correctSession, type SealSigner } from '@hearth/platform';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { maySeeBoard } from '../access/relations.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { derivedId } from '../command/command-id.js';
import { PathId, ValidBody } from '../http/validated.js';
import { forbidden } from '../problem/problem-error.js';
import { SIGNER, STORE } from '../services.js';
import { Sessions } from './sessions.js';

const salt = (): string => randomBytes(16).toString('base64url');

/** What people say of attendance: before the seal as an entry, after it as a correction. Always with a reason. */
@Controller('sessions/:sessionId')
export class CorrectionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly people: People,
    private readonly audit: Audit,
    @Inject(STORE) private readonly store: EventStore,
    @Inject(SIGNER) private readonly signer: SealSigner,
  ) {}

  @Post('presence')
  @Roles(...staffRoles)
  @HttpCode(204)
  async enter(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(presenceEntryBody) body: z.infer<typeof presenceEntryBody>,
  ): Promise<void> {
    const entity = { kind: 'attendance', sessionId, patientId: body.patientId };
    await this.audit.record(acting, { action: 'override', entity });
    await this.sessions.handle(acting, sessionId, {
      type: 'EnterPresence',
      ...body,
      entryId: derivedId(acting, sessionId, 'entry'),
      by: acting.principal.person.id,
      at: acting.at,
      salt: salt(),
    });
  }

  @Post('corrections')
  @Roles(...staffRoles)
  @HttpCode(204)
  async correct(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(correctionBody) body: z.infer<typeof correctionBody>,
  ): Promise<void> {
    await this.#requireRelation(acting, sessionId);
    const entity = { kind: 'attendance', sessionId, patientId: body.patientId };
    await this.audit.record(acting, { action: 'override', entity });
    const correctionId = derivedId(acting, sessionId, 'correction');
    await correctSession(
      this.store,
      this.signer,
      sessionId,
      { ...body, correctionId, by: acting.principal.person.id, at: acting.at, salt: salt() },
      {
        commandId: derivedId(acting, sessionId, 'CorrectAttendance'),
        correlationId: acting.correlationId,
        actor: acting.actor,
      },
    );
  }

  /** A facilitator of the session, or somebody who oversees its programme. */
  async #requireRelation(acting: Acting, sessionId: string): Promise<void> {
    const state = await this.sessions.state(sessionId);
    if (state.status === 'none') throw new Rejection('not-found');
    const { person } = acting.principal;
    if (state.plan.facilitators.some(({ staffId }) => staffId === person.id)) return;
    const facts = await this.people.find(person);
    if (facts === null || !maySeeBoard(facts, state.plan.programmeId)) throw forbidden();
  }
}
