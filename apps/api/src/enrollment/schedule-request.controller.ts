import { scheduleDecisionBody, scheduleRequestBody, type ScheduleRequestsAnswer } from '@hearth/contracts';
import { enrollmentDecider, type EnrollmentCommand } from '@hearth/domain';
import type { Episode } from '@hearth/views';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { PathId, ValidBody } from '../http/validated.js';
import { forbidden, notFound } from '../problem/problem-error.js';
import { Enrollments } from '../programme/enrollments.js';
import { Programmes } from '../programme/programmes.js';
import { Placements } from './placements.js';

type Decision = z.infer<typeof scheduleDecisionBody>;

/** A patient asks for other times; staff answer, and a yes comes with the places that follow from it. */
@Controller('enrollments/:enrollmentId/schedule-requests')
export class ScheduleRequestController {
  constructor(
    private readonly commands: Commands,
    private readonly enrollments: Enrollments,
    private readonly programmes: Programmes,
    private readonly placements: Placements,
  ) {}

  @Get()
  @Roles('patient')
  async own(
    @By() acting: Acting,
    @PathId('enrollmentId') enrollmentId: string,
  ): Promise<ScheduleRequestsAnswer> {
    const { requests } = await this.requireOwn(acting, enrollmentId);
    return {
      requests: requests.map(({ decision, ...asked }) => ({
        ...asked,
        decision: decision && { decision: decision.decision, at: decision.at, text: decision.text },
      })),
    };
  }

  @Post()
  @Roles('patient')
  @HttpCode(204)
  async request(
    @By() acting: Acting,
    @PathId('enrollmentId') enrollmentId: string,
    @ValidBody(scheduleRequestBody) body: z.infer<typeof scheduleRequestBody>,
  ): Promise<void> {
    await this.requireOwn(acting, enrollmentId);
    await this.handle(acting, enrollmentId, { type: 'RequestScheduleChange', ...body, at: acting.at });
  }

  @Post(':requestId/decision')
  @Roles('patient', 'admin', 'supervisor', 'therapist')
  @HttpCode(204)
  async decide(
    @By() acting: Acting,
    @PathId('enrollmentId') enrollmentId: string,
    @PathId('requestId') requestId: string,
    @ValidBody(scheduleDecisionBody) body: Decision,
  ): Promise<void> {
    const { patientId, programmeId } = await this.requireOwn(acting, enrollmentId);
    const { person: by } = acting.principal;
    if ((by.kind === 'patient') !== (body.decision === 'withdrawn')) throw forbidden();
    const { decision, text } = body;
    const said = { type: 'DecideScheduleChange', requestId, decision, by, text, at: acting.at } as const;
    if (body.decision !== 'granted') return this.handle(acting, enrollmentId, said);
    const { from, trackId } = body;
    const wanted = { programmeId, patientId, enrollmentId, trackId, groupIds: body.groupIds, from };
    const groupIds = [...(await this.placements.groupsOf(wanted))];
    const command = { ...said, transfer: { from, trackId, groupIds } };
    await this.placements.check(enrollmentId, command);
    await this.placements.takeSeat(acting, wanted);
    return this.handle(acting, enrollmentId, command);
  }

  private async handle(acting: Acting, enrollmentId: string, command: EnrollmentCommand): Promise<void> {
    await this.commands.handle(acting, enrollmentDecider, 'enrollment', enrollmentId, command);
  }

  /** One's own as a patient, one of the programme's as its staff. */
  private async requireOwn(acting: Acting, enrollmentId: string): Promise<Episode> {
    const episode = await this.enrollments.find(enrollmentId);
    if (episode === null) throw notFound();
    const { person } = acting.principal;
    if (person.kind === 'patient' && episode.patientId !== person.id) throw forbidden();
    if (person.kind !== 'patient') await this.programmes.requireStaffOf(acting, episode.programmeId);
    return episode;
  }
}
