import { absenceBody, absenceWithdrawalBody } from '@hearth/contracts';
import { outreachDecider, Rejection, type OutreachCommand } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { PathId, ValidBody } from '../http/validated.js';
import { forbidden, notFound } from '../problem/problem-error.js';
import { Enrollments } from '../programme/enrollments.js';
import { Programmes } from '../programme/programmes.js';
import { Sessions } from '../session/sessions.js';

/** "I can't come today", and "I can after all": by the patient, or by staff whom they told. */
@Controller('enrollments/:enrollmentId')
export class AbsenceController {
  constructor(
    private readonly commands: Commands,
    private readonly enrollments: Enrollments,
    private readonly programmes: Programmes,
    private readonly sessions: Sessions,
  ) {}

  @Post('absences')
  @Roles('patient', 'admin', 'supervisor', 'therapist')
  @HttpCode(204)
  async announce(
    @By() acting: Acting,
    @PathId('enrollmentId') enrollmentId: string,
    @ValidBody(absenceBody) { sessionIds, reason }: z.infer<typeof absenceBody>,
  ): Promise<void> {
    const patientId = await this.#requireOwn(acting, enrollmentId);
    for (const sessionId of sessionIds) await this.#requireExpected(sessionId, enrollmentId);
    const said = { type: 'AnnounceAbsence', patientId, sessionIds, at: acting.at } as const;
    await this.#handle(acting, enrollmentId, { ...said, ...(reason === undefined ? {} : { reason }) });
  }

  @Post('absence-withdrawals')
  @Roles('patient', 'admin', 'supervisor', 'therapist')
  @HttpCode(204)
  async takeBack(
    @By() acting: Acting,
    @PathId('enrollmentId') enrollmentId: string,
    @ValidBody(absenceWithdrawalBody) { sessionIds }: z.infer<typeof absenceWithdrawalBody>,
  ): Promise<void> {
    const patientId = await this.#requireOwn(acting, enrollmentId);
    const command = { type: 'TakeAbsenceBack', patientId, sessionIds, at: acting.at } as const;
    await this.#handle(acting, enrollmentId, command);
  }

  async #handle(acting: Acting, enrollmentId: string, command: OutreachCommand): Promise<void> {
    await this.commands.handle(acting, outreachDecider, 'outreach', enrollmentId, command);
  }

  /** The patient of the episode. */
  async #requireOwn(acting: Acting, enrollmentId: string): Promise<string> {
    const episode = await this.enrollments.find(enrollmentId);
    if (episode === null) throw notFound();
    const { person } = acting.principal;
    if (person.kind === 'patient' && episode.patientId !== person.id) throw forbidden();
    if (person.kind !== 'patient') await this.programmes.requireStaffOf(acting, episode.programmeId);
    return episode.patientId;
  }

  async #requireExpected(sessionId: string, enrollmentId: string): Promise<void> {
    const state = await this.sessions.state(sessionId);
    if (state.status === 'none' || !state.plan.roster.some((one) => one.enrollmentId === enrollmentId)) {
      throw new Rejection('not-on-roster');
    }
    if (state.status === 'ended' || state.status === 'sealed') throw new Rejection('session-over');
    if (state.status === 'cancelled') throw new Rejection('session-cancelled');
  }
}
