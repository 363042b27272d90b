import { mediaBody, roles, speakingBody } from '@hearth/contracts';
import { personOfIdentity, Rejection, staffRoles } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId, ValidBody } from '../http/validated.js';
import { Sessions } from '../session/sessions.js';
import { OwnConnection } from './own-connection.js';

/** What browsers in the room report: what they publish, and who spoke when. */
@Controller('sessions/:sessionId')
export class MediaController {
  constructor(
    private readonly sessions: Sessions,
    private readonly ownConnection: OwnConnection,
  ) {}

  @Post('media')
  @Roles(...roles)
  @HttpCode(204)
  async report(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(mediaBody) body: z.infer<typeof mediaBody>,
  ): Promise<void> {
    const { person } = acting.principal;
    const state = await this.sessions.state(sessionId);
    const connection = { roomSid: null, participantSid: body.participantSid };
    if (!(await this.ownConnection.isHeld(state, person, connection))) throw new Rejection('stale-fact');
    await this.sessions.handle(acting, sessionId, { type: 'ReportMedia', person, ...body, at: acting.at });
  }

  /** Identities that are nobody of this session are left out: they are observers gone by, or mistakes. */
  @Post('speaking')
  @Roles(...staffRoles)
  @HttpCode(204)
  async speaking(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(speakingBody) body: z.infer<typeof speakingBody>,
  ): Promise<void> {
    const state = await this.sessions.state(sessionId);
    const intervals = body.intervals.flatMap(({ identity, from, to }) => {
      const person = personOfIdentity(state, identity);
      return person ? [{ person, from, to }] : [];
    });
    const by = acting.principal.person.id;
    await this.sessions.handle(acting, sessionId, { type: 'MeasureSpeaking', by, intervals, at: acting.at });
  }
}
