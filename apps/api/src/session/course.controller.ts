import { staffRoles } from '@hearth/domain';
import { Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { handoverBody } from '@hearth/contracts';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId, ValidBody } from '../http/validated.js';
import { RoomModeration } from '../room/room-moderation.js';
import { Sessions } from './sessions.js';

/** The course of a session, by its facilitators: doors, start, break, handover, end. */
@Controller('sessions/:sessionId')
export class SessionCourseController {
  constructor(
    private readonly sessions: Sessions,
    private readonly moderation: RoomModeration,
  ) {}

  @Post('doors')
  @Roles(...staffRoles)
  @HttpCode(204)
  async openDoors(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    await this.sessions.handle(acting, sessionId, { type: 'OpenDoors', ...byStaff(acting) });
  }

  @Post('start')
  @Roles(...staffRoles)
  @HttpCode(204)
  async start(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    await this.sessions.handle(acting, sessionId, { type: 'StartSession', ...byStaff(acting) });
  }

  @Post('break')
  @Roles(...staffRoles)
  @HttpCode(204)
  async startBreak(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    await this.sessions.handle(acting, sessionId, { type: 'StartBreak', ...byStaff(acting) });
  }

  @Delete('break')
  @Roles(...staffRoles)
  @HttpCode(204)
  async endBreak(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    await this.sessions.handle(acting, sessionId, { type: 'EndBreak', ...byStaff(acting) });
  }

  @Post('handover')
  @Roles(...staffRoles)
  @HttpCode(204)
  async handOver(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(handoverBody) body: z.infer<typeof handoverBody>,
  ): Promise<void> {
    await this.sessions.handle(acting, sessionId, { type: 'HandOver', to: body.to, ...byStaff(acting) });
  }

  /** Ends it for all; the video room closes with it. */
  @Post('end')
  @Roles(...staffRoles)
  @HttpCode(204)
  async end(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    const { state } = await this.sessions.handle(acting, sessionId, {
      type: 'EndSession',
      by: acting.actor,
      at: acting.at,
    });
    await this.moderation.close(state);
  }
}

const byStaff = ({ principal, at }: Acting) => ({ by: principal.person.id, at });
