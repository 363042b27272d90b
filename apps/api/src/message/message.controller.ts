import { messageBody, roles } from '@hearth/contracts';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { derivedId } from '../command/command-id.js';
import { PathId, ValidBody } from '../http/validated.js';
import { forWhom } from '../room/floor.controller.js';
import { Sessions } from '../session/sessions.js';

/** Between one patient and the facilitators. The text is kept as it was written; pages show it as text. */
@Controller('sessions/:sessionId/messages')
export class MessageController {
  constructor(private readonly sessions: Sessions) {}

  @Post()
  @Roles(...roles)
  @HttpCode(204)
  async post(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(messageBody) body: z.infer<typeof messageBody>,
  ): Promise<void> {
    await this.sessions.handle(acting, sessionId, {
      type: 'PostMessage',
      messageId: derivedId(acting, sessionId, 'message'),
      patientId: forWhom(acting, body.patientId),
      from: acting.principal.person,
      text: body.text,
      at: acting.at,
    });
  }
}
