import { staffRoles } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { derivedId } from '../command/command-id.js';
import { PathId } from '../http/validated.js';
import { Sessions } from '../session/sessions.js';

/** "I need help", in private, to the facilitators. */
@Controller('sessions/:sessionId/help')
export class HelpController {
  constructor(private readonly sessions: Sessions) {}

  @Post()
  @Roles('patient')
  @HttpCode(204)
  async request(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    await this.sessions.handle(acting, sessionId, {
      type: 'RequestHelp',
      helpId: derivedId(acting, sessionId, 'help'),
      patientId: acting.principal.person.id,
      at: acting.at,
    });
  }

  @Post(':helpId/answer')
  @Roles(...staffRoles)
  @HttpCode(204)
  async answer(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @PathId('helpId') helpId: string,
  ): Promise<void> {
    const by = acting.principal.person.id;
    await this.sessions.handle(acting, sessionId, { type: 'AnswerHelp', helpId, by, at: acting.at });
  }
}
