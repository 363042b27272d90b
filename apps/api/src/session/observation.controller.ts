import { Rejection } from '@hearth/domain';
import { Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { Audit } from '../access/audit.js';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { mayObserve } from '../access/relations.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId } from '../http/validated.js';
import { forbidden } from '../problem/problem-error.js';
import { RoomModeration } from '../room/room-moderation.js';
import { Sessions } from './sessions.js';

/** A supervisor in the room: seen by everybody in it, and written down. */
@Controller('sessions/:sessionId/observation')
export class ObservationController {
  constructor(
    private readonly sessions: Sessions,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly moderation: RoomModeration,
  ) {}

  @Post()
  @Roles('supervisor', 'admin')
  @HttpCode(204)
  async start(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    const state = await this.sessions.state(sessionId);
    if (state.status === 'none') throw new Rejection('not-found');
    const facts = await this.people.find(acting.principal.person);
    if (!facts || !mayObserve(facts, state.plan.programmeId)) throw forbidden();
    await this.audit.record(acting, { action: 'observe', entity: { kind: 'session', sessionId } });
    await this.sessions.handle(acting, sessionId, {
      type: 'StartObservation',
      staffId: acting.principal.person.id,
      visible: true,
      at: acting.at,
    });
  }

  @Delete()
  @Roles('supervisor', 'admin')
  @HttpCode(204)
  async end(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    const { person } = acting.principal;
    const { state } = await this.sessions.handle(acting, sessionId, {
      type: 'EndObservation',
      staffId: person.id,
      at: acting.at,
    });
    await this.moderation.remove(state, person);
  }
}
