import { shareBody } from '@hearth/contracts';
import { roles } from '@hearth/contracts';
import { Rejection, staffRoles } from '@hearth/domain';
import { Controller, Delete, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId, ValidBody } from '../http/validated.js';
import { Sessions } from '../session/sessions.js';
import { derivedId } from '../command/command-id.js';
import { RoomModeration } from './room-moderation.js';

/** Hands and the floor. */
@Controller('sessions/:sessionId')
export class FloorController {
  constructor(
    private readonly sessions: Sessions,
    private readonly moderation: RoomModeration,
  ) {}

  @Post('hand')
  @Roles('patient')
  @HttpCode(204)
  async raise(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    const patientId = acting.principal.person.id;
    await this.sessions.handle(acting, sessionId, { type: 'RaiseHand', patientId, at: acting.at });
  }

  @Delete('hand')
  @Roles('patient')
  @HttpCode(204)
  async lowerOwn(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    const { person } = acting.principal;
    const command = { type: 'LowerHand', patientId: person.id, by: person, at: acting.at } as const;
    await this.sessions.handle(acting, sessionId, command);
  }

  @Delete('hands/:patientId')
  @Roles(...staffRoles)
  @HttpCode(204)
  async lower(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @PathId('patientId') patientId: string,
  ): Promise<void> {
    const { person } = acting.principal;
    await this.sessions.handle(acting, sessionId, {
      type: 'LowerHand',
      patientId,
      by: person,
      at: acting.at,
    });
  }

  /** A patient takes the floor; a facilitator gives it to somebody. */
  @Post('share')
  @Roles(...roles)
  @HttpCode(204)
  async startShare(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(shareBody) body: z.infer<typeof shareBody>,
  ): Promise<void> {
    const { person } = acting.principal;
    const patientId = forWhom(acting, body.patientId);
    const { events } = await this.sessions.handle(acting, sessionId, {
      type: 'StartShare',
      shareId: derivedId(acting, sessionId, 'share'),
      patientId,
      kind: body.kind,
      by: person,
      at: acting.at,
    });
    await this.moderation.followFloor(sessionId, events);
  }

  @Delete('share')
  @Roles(...roles)
  @HttpCode(204)
  async endShare(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    const { person } = acting.principal;
    const { events } = await this.sessions.handle(acting, sessionId, {
      type: 'EndShare',
      by: person,
      at: acting.at,
    });
    await this.moderation.followFloor(sessionId, events);
  }
}

/** Oneself for a patient, somebody named for a facilitator. */
export const forWhom = ({ principal }: Acting, named: string | undefined): string => {
  if (principal.person.kind === 'patient') {
    if (named !== undefined && named !== principal.person.id) throw new Rejection('not-facilitator');
    return principal.person.id;
  }
  if (named === undefined) throw new Rejection('invalid');
  return named;
};
