import { cancellationBody, sessionGuestBody, sessionTimeBody } from '@hearth/contracts';
import { localDate, MINUTE, Rejection, wallTimeOf, type SessionPlan } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Groups } from '../group/groups.js';
import { PathId, ValidBody } from '../http/validated.js';
import { forbidden, notFound } from '../problem/problem-error.js';
import { Enrollments } from '../programme/enrollments.js';
import { Programmes } from '../programme/programmes.js';
import { Sessions } from './sessions.js';

/**
 * Changes of one session's plan before it begins. What a recurring group's session is follows from the group, so there
 * it is the group that is told, and the session at once as well.
 */
@Controller('sessions/:sessionId')
export class SessionPlanController {
  constructor(
    private readonly sessions: Sessions,
    private readonly groups: Groups,
    private readonly programmes: Programmes,
    private readonly enrollments: Enrollments,
  ) {}

  @Post('time')
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  async move(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(sessionTimeBody) body: z.infer<typeof sessionTimeBody>,
  ): Promise<void> {
    const { occurrence, groupId, timeZone } = await this.ownPlanOf(acting, sessionId);
    const { startsAt, endsAt, reasonCode } = body;
    // The session says first whether it can still be moved.
    await this.sessions.handle(acting, sessionId, { type: 'RescheduleSession', ...body, at: acting.at });
    if (occurrence === undefined || groupId === undefined) return;
    const to = {
      day: localDate(startsAt, timeZone),
      startsAt: wallTimeOf(startsAt, timeZone),
      minutes: Math.round((endsAt - startsAt) / MINUTE),
    };
    await this.groups.handle(acting, groupId, {
      type: 'MoveOccurrence',
      ...occurrence,
      to,
      reasonCode,
      at: acting.at,
    });
  }

  @Post('cancellation')
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  async cancel(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(cancellationBody) { reasonCode }: z.infer<typeof cancellationBody>,
  ): Promise<void> {
    const { occurrence, groupId } = await this.ownPlanOf(acting, sessionId);
    const { at } = acting;
    await this.sessions.handle(acting, sessionId, { type: 'CancelSession', at, reasonCode });
    if (occurrence === undefined || groupId === undefined) return;
    await this.groups.handle(acting, groupId, { type: 'SkipOccurrence', ...occurrence, reasonCode, at });
  }

  @Post('guests')
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  async invite(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(sessionGuestBody) { patientId, reasonCode }: z.infer<typeof sessionGuestBody>,
  ): Promise<void> {
    const plan = await this.planOf(acting, sessionId);
    const running = await this.enrollments.runningIfKnown(patientId);
    if (running === null || running === 'unknown' || running.episode.programmeId !== plan.programmeId)
      throw new Rejection('not-enrolled');
    const { title, capacity, facilitators, occurrence, groupId } = plan;
    const others = plan.roster.filter((entry) => entry.patientId !== patientId);
    if (others.length >= capacity) throw new Rejection('group-full', { capacity });
    await this.sessions.handle(acting, sessionId, {
      type: 'ChangeSessionPlan',
      title,
      capacity,
      facilitators,
      roster: [...others, { patientId, enrollmentId: running.enrollmentId }],
      guest: { patientId, reasonCode },
      at: acting.at,
    });
    if (occurrence === undefined || groupId === undefined) return;
    await this.groups.invite(acting, groupId, occurrence, { patientId, reasonCode });
  }

  /** Groups are moved and called off by those who run the programme; an appointment also by whoever leads it. */
  private async ownPlanOf(acting: Acting, sessionId: string): Promise<SessionPlan> {
    const plan = await this.planOf(acting, sessionId);
    const { person, role } = acting.principal;
    const leads = plan.facilitators.some(({ staffId }) => staffId === person.id);
    if (role === 'therapist' && (plan.groupId !== undefined || !leads)) throw forbidden();
    return plan;
  }

  private async planOf(acting: Acting, sessionId: string): Promise<SessionPlan> {
    const state = await this.sessions.state(sessionId);
    if (state.status === 'none') throw notFound();
    await this.programmes.requireStaffOf(acting, state.plan.programmeId);
    return state.plan;
  }
}
