import { enrollmentBody } from '@hearth/contracts';
import { enrollmentDecider, groupDecider, Rejection } from '@hearth/domain';
import { groupView } from '@hearth/views';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { Current } from '../command/current.js';
import { ValidBody } from '../http/validated.js';
import { Programmes } from './programmes.js';

/** An episode of care begins, and with it the patient's place in groups. */
@Controller('enrollments')
export class EnrollmentController {
  constructor(
    private readonly commands: Commands,
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly current: Current,
  ) {}

  @Post()
  @Roles('admin')
  @HttpCode(204)
  async enrol(
    @By() acting: Acting,
    @ValidBody(enrollmentBody) body: z.infer<typeof enrollmentBody>,
  ): Promise<void> {
    const { enrollmentId, patientId, programmeId, groupIds } = body;
    await this.programmes.requireAdminOf(acting, [programmeId]);
    await this.requireOfProgramme(programmeId, patientId, groupIds);
    await this.commands.handle(acting, enrollmentDecider, 'enrollment', enrollmentId, {
      type: 'EnrollPatient',
      ...body,
      at: acting.at,
    });
    for (const groupId of groupIds) {
      await this.commands.handle(acting, groupDecider, 'group', groupId, {
        type: 'JoinGroup',
        patientId,
        enrollmentId,
        at: acting.at,
      });
    }
  }

  private async requireOfProgramme(
    programmeId: string,
    patientId: string,
    groupIds: readonly string[],
  ): Promise<void> {
    const patient = await this.people.find({ kind: 'patient', id: patientId });
    if (patient?.kind !== 'patient' || patient.programmeId !== programmeId) {
      throw new Rejection('not-found', { patientId });
    }
    for (const groupId of groupIds) {
      const group = await this.current.read(groupView, groupId);
      if (group?.programmeId !== programmeId) throw new Rejection('not-found', { groupId });
    }
  }
}
