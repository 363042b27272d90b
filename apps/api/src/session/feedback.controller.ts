import { feedbackBody } from '@hearth/contracts';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId, ValidBody } from '../http/validated.js';
import { Sessions } from './sessions.js';

/** Four questions about the session, afterwards. */
@Controller('sessions/:sessionId/feedback')
export class FeedbackController {
  constructor(private readonly sessions: Sessions) {}

  @Post()
  @Roles('patient')
  @HttpCode(204)
  async give(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(feedbackBody) feedback: z.infer<typeof feedbackBody>,
  ): Promise<void> {
    const patientId = acting.principal.person.id;
    await this.sessions.handle(acting, sessionId, {
      type: 'GiveFeedback',
      patientId,
      feedback,
      at: acting.at,
    });
  }
}
