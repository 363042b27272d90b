import { staffRoles } from '@hearth/domain';
import type { EventStore } from '@hearth/eventstore';
import { sealSession, type SealSigner } from '@hearth/platform';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { derivedId } from '../command/command-id.js';
import { PathId } from '../http/validated.js';
import { SIGNER, STORE } from '../services.js';

/** A facilitator has looked at what will be sealed, and seals it. */
@Controller('sessions/:sessionId/seal')
export class SealController {
  constructor(
    @Inject(STORE) private readonly store: EventStore,
    @Inject(SIGNER) private readonly signer: SealSigner,
  ) {}

  @Post()
  @Roles(...staffRoles)
  @HttpCode(204)
  async seal(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    await sealSession(this.store, this.signer, sessionId, acting.actor, acting.at, {
      commandId: derivedId(acting, sessionId, 'SealAttendance'),
      correlationId: acting.correlationId,
      actor: acting.actor,
    });
  }
}
