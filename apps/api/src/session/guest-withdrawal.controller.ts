import { sessionGuestWithdrawalBody } from '@hearth/contracts';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Groups } from '../group/groups.js';
import { PathId, ValidBody } from '../http/validated.js';
import { notFound } from '../problem/problem-error.js';
import { Programmes } from '../programme/programmes.js';
import { Sessions } from './sessions.js';

/** Somebody does not come to a session as a guest after all. A meeting of a group's is the group's to say first. */
@Controller('sessions/:sessionId/guest-withdrawals')
export class GuestWithdrawalController {
  constructor(
    private readonly sessions: Sessions,
    private readonly groups: Groups,
    private readonly programmes: Programmes,
  ) {}

  @Post()
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  async withdraw(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(sessionGuestWithdrawalBody)
    { patientId, reasonCode }: z.infer<typeof sessionGuestWithdrawalBody>,
  ): Promise<void> {
    const state = await this.sessions.state(sessionId);
    if (state.status === 'none') throw notFound();
    const { programmeId, occurrence, groupId } = state.plan;
    await this.programmes.requireStaffOf(acting, programmeId);
    if (occurrence !== undefined && groupId !== undefined)
      return this.groups.withdraw(acting, groupId, occurrence, { patientId, reasonCode });
    const command = { type: 'WithdrawSessionGuest', patientId, reasonCode, at: acting.at } as const;
    await this.sessions.handle(acting, sessionId, command);
  }
}
