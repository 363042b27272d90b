import { checkInBody, type CheckInOffer } from '@hearth/contracts';
import { Rejection, type CheckIn } from '@hearth/domain';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Limited } from '../http/rate-limit.js';
import { PathId, ValidBody } from '../http/validated.js';
import { Sessions } from '../session/sessions.js';
import { ConfirmedContact } from './confirmed-contact.js';
import { Enrollments } from '../programme/enrollments.js';

/** What a patient answers before a session. */
@Controller('sessions/:sessionId/check-in')
export class CheckInController {
  constructor(
    private readonly sessions: Sessions,
    private readonly contact: ConfirmedContact,
    private readonly enrollments: Enrollments,
  ) {}

  /** A second one corrects the first. What it confirms is kept by a policy, to be offered at the next. */
  @Post()
  @Roles('patient')
  @Limited('check-in')
  @HttpCode(204)
  async submit(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(checkInBody) checkIn: CheckIn,
  ): Promise<void> {
    const patientId = acting.principal.person.id;
    await this.sessions.handle(acting, sessionId, {
      type: 'SubmitCheckIn',
      patientId,
      checkIn,
      at: acting.at,
    });
  }

  /** What was confirmed last time, to be offered again, and what the plan asks. */
  @Get('offer')
  @Roles('patient')
  async offer(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<CheckInOffer> {
    const patientId = acting.principal.person.id;
    const state = await this.sessions.state(sessionId);
    if (state.status === 'none') throw new Rejection('not-found');
    const entry = state.plan.roster.find((one) => one.patientId === patientId);
    if (!entry) throw new Rejection('not-on-roster');
    const [confirmed, enrollment] = await Promise.all([
      this.contact.last(patientId),
      this.enrollments.find(entry.enrollmentId),
    ]);
    return { ...confirmed, asksSubstanceUse: enrollment?.asksSubstanceUse ?? false };
  }
}
