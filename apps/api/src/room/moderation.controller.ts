import { muteBody, removalBody } from '@hearth/contracts';
import { staffRoles } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId, ValidBody } from '../http/validated.js';
import { Sessions } from '../session/sessions.js';
import { RoomModeration } from './room-moderation.js';

/** What a facilitator may do to somebody in the room. The event comes first: it is what keeps them out. */
@Controller('sessions/:sessionId')
export class ModerationController {
  constructor(
    private readonly sessions: Sessions,
    private readonly moderation: RoomModeration,
  ) {}

  @Post('mutes')
  @Roles(...staffRoles)
  @HttpCode(204)
  async mute(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(muteBody) { person }: z.infer<typeof muteBody>,
  ): Promise<void> {
    const by = acting.principal.person.id;
    const command = { type: 'MuteParticipant', person, by, at: acting.at } as const;
    const { state } = await this.sessions.handle(acting, sessionId, command);
    await this.moderation.mute(state, person);
  }

  @Post('removals')
  @Roles(...staffRoles)
  @HttpCode(204)
  async remove(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(removalBody) body: z.infer<typeof removalBody>,
  ): Promise<void> {
    const by = acting.principal.person.id;
    const command = { type: 'RemoveParticipant', ...body, by, at: acting.at } as const;
    const { state } = await this.sessions.handle(acting, sessionId, command);
    await this.moderation.remove(state, { kind: 'patient', id: body.patientId });
  }
}
