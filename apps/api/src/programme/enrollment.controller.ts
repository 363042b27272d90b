import { enrollmentBody } from '@hearth/contracts';
import { enrollmentDecider, groupDecider, Rejection, type EnrollmentCommand } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { Placements } from '../enrollment/placements.js';
import { ValidBody } from '../http/validated.js';
import { Enrollments } from './enrollments.js';
import { Programmes } from './programmes.js';

/** An episode of care begins, and with it the patient's place in groups. */
@Controller('enrollments')
export class EnrollmentController {
  constructor(
    private readonly commands: Commands,
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly enrollments: Enrollments,
    private readonly placements: Placements,
  ) {}

  @Post()
  @Roles('admin')
  @HttpCode(204)
  async enrol(
    @By() acting: Acting,
    @ValidBody(enrollmentBody) body: z.infer<typeof enrollmentBody>,
  ): Promise<void> {
    const { enrollmentId, patientId, programmeId, trackId = null, startsOn: from } = body;
    await this.programmes.requireAdminOf(acting, [programmeId]);
    await this.requireOfProgramme(programmeId, patientId);
    const asked = body.groupIds.length === 0 && trackId !== null ? undefined : body.groupIds;
    const wanted = { programmeId, patientId, enrollmentId, trackId, groupIds: asked, from };
    const command: EnrollmentCommand = { type: 'EnrollPatient', ...body, groupIds: [], at: acting.at };
    const known = await this.enrollments.find(enrollmentId);
    // Sent again, the places are this patient's own already.
    const groupIds = [...(known?.groupIds ?? (await this.placements.groupsOf(wanted)))];
    if (known === null) await this.placements.check(enrollmentId, command);
    await this.placements.claim(acting, wanted);
    await this.placements.takeSeat(acting, wanted);
    await this.commands.handle(acting, enrollmentDecider, 'enrollment', enrollmentId, {
      ...command,
      groupIds,
    });
    for (const groupId of groupIds) {
      await this.commands.handle(acting, groupDecider, 'group', groupId, {
        type: 'JoinGroup',
        patientId,
        enrollmentId,
        from,
        at: acting.at,
      });
    }
  }

  private async requireOfProgramme(programmeId: string, patientId: string): Promise<void> {
    const patient = await this.people.find({ kind: 'patient', id: patientId });
    if (patient?.kind !== 'patient' || patient.programmeId !== programmeId) {
      throw new Rejection('not-found', { patientId });
    }
  }
}
