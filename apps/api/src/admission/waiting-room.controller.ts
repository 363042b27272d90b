import { Controller, Delete, HttpCode, Post } from '@nestjs/common';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId } from '../http/validated.js';
import { Sessions } from '../session/sessions.js';

/** The patient's way in: wait here, until a facilitator opens. */
@Controller('sessions/:sessionId/waiting-room')
export class WaitingRoomController {
  constructor(private readonly sessions: Sessions) {}

  @Post()
  @Roles('patient')
  @HttpCode(204)
  async enter(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    const patientId = acting.principal.person.id;
    await this.sessions.handle(acting, sessionId, { type: 'EnterWaitingRoom', patientId, at: acting.at });
  }

  @Delete()
  @Roles('patient')
  @HttpCode(204)
  async leave(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    const patientId = acting.principal.person.id;
    await this.sessions.handle(acting, sessionId, {
      type: 'LeaveWaitingRoom',
      patientId,
      at: acting.at,
      why: 'left',
    });
  }
}
