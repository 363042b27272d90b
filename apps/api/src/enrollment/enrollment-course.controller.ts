import {
  endBody,
  intensityBody,
  pauseBody,
  payerBody,
  plannedEndBody,
  residenceBody,
  returnBody,
  transferBody,
} from '@hearth/contracts';
import { enrollmentDecider, type EnrollmentCommand } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { PathId, ValidBody } from '../http/validated.js';
import { notFound } from '../problem/problem-error.js';
import { Enrollments } from '../programme/enrollments.js';
import { Programmes } from '../programme/programmes.js';
import { Placements } from './placements.js';

type Of<Schema extends z.ZodType> = z.infer<Schema>;

/** The course of an episode of care, by the staff of its programme. Each change holds from a day on. */
@Controller('enrollments/:enrollmentId')
export class EnrollmentCourseController {
  constructor(
    private readonly commands: Commands,
    private readonly enrollments: Enrollments,
    private readonly programmes: Programmes,
    private readonly placements: Placements,
  ) {}

  @Post('pauses')
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  pause(
    @By() acting: Acting,
    @PathId('enrollmentId') id: string,
    @ValidBody(pauseBody) body: Of<typeof pauseBody>,
  ): Promise<void> {
    return this.handle(acting, id, { type: 'PauseEnrollment', ...body, at: acting.at });
  }

  @Post('returns')
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  resume(
    @By() acting: Acting,
    @PathId('enrollmentId') id: string,
    @ValidBody(returnBody) body: Of<typeof returnBody>,
  ): Promise<void> {
    return this.handle(acting, id, { type: 'ResumeEnrollment', ...body, at: acting.at });
  }

  @Post('transfers')
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  async transfer(
    @By() acting: Acting,
    @PathId('enrollmentId') enrollmentId: string,
    @ValidBody(transferBody) body: Of<typeof transferBody>,
  ): Promise<void> {
    const { patientId, programmeId } = await this.requireOwn(acting, enrollmentId);
    const { from, trackId, why } = body;
    const wanted = { programmeId, patientId, enrollmentId, trackId, groupIds: body.groupIds, from };
    const groupIds = [...(await this.placements.groupsOf(wanted))];
    const command: EnrollmentCommand = {
      type: 'TransferPatient',
      from,
      trackId,
      groupIds,
      why,
      at: acting.at,
    };
    await this.placements.check(enrollmentId, command);
    await this.placements.takeSeat(acting, wanted);
    await this.commands.handle(acting, enrollmentDecider, 'enrollment', enrollmentId, command);
  }

  @Post('residence')
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  changeResidence(
    @By() acting: Acting,
    @PathId('enrollmentId') id: string,
    @ValidBody(residenceBody) body: Of<typeof residenceBody>,
  ): Promise<void> {
    return this.handle(acting, id, { type: 'ChangeResidence', ...body, at: acting.at });
  }

  @Post('payer')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  changePayer(
    @By() acting: Acting,
    @PathId('enrollmentId') id: string,
    @ValidBody(payerBody) body: Of<typeof payerBody>,
  ): Promise<void> {
    return this.handle(acting, id, { type: 'ChangePayer', ...body, at: acting.at });
  }

  @Post('intensity')
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  changeIntensity(
    @By() acting: Acting,
    @PathId('enrollmentId') id: string,
    @ValidBody(intensityBody) body: Of<typeof intensityBody>,
  ): Promise<void> {
    return this.handle(acting, id, { type: 'ChangeIntensity', ...body, at: acting.at });
  }

  @Post('planned-end')
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  movePlannedEnd(
    @By() acting: Acting,
    @PathId('enrollmentId') id: string,
    @ValidBody(plannedEndBody) body: Of<typeof plannedEndBody>,
  ): Promise<void> {
    return this.handle(acting, id, { type: 'MovePlannedEnd', ...body, at: acting.at });
  }

  @Post('end')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  end(
    @By() acting: Acting,
    @PathId('enrollmentId') id: string,
    @ValidBody(endBody) body: Of<typeof endBody>,
  ): Promise<void> {
    return this.handle(acting, id, { type: 'EndEnrollment', ...body, at: acting.at });
  }

  private async handle(acting: Acting, enrollmentId: string, command: EnrollmentCommand): Promise<void> {
    await this.requireOwn(acting, enrollmentId);
    await this.commands.handle(acting, enrollmentDecider, 'enrollment', enrollmentId, command);
  }

  private async requireOwn(
    acting: Acting,
    enrollmentId: string,
  ): Promise<{ readonly patientId: string; readonly programmeId: string }> {
    const episode = await this.enrollments.find(enrollmentId);
    if (episode === null) throw notFound();
    await this.programmes.requireStaffOf(acting, episode.programmeId);
    return episode;
  }
}
