import { patientBody, staffBody } from '@hearth/contracts';
import { patientDecider, staffDecider } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { ValidBody } from '../http/validated.js';
import { Programmes } from './programmes.js';

/** Who works in a programme, and who is treated in it. */
@Controller()
export class PeopleController {
  constructor(
    private readonly commands: Commands,
    private readonly programmes: Programmes,
  ) {}

  @Post('staff')
  @Roles('admin')
  @HttpCode(204)
  async registerStaff(
    @By() acting: Acting,
    @ValidBody(staffBody) body: z.infer<typeof staffBody>,
  ): Promise<void> {
    await this.programmes.requireAdminOf(acting, body.programmeIds);
    const { staffId, programmeIds, role, simulated, ...profile } = body;
    await this.commands.handle(acting, staffDecider, 'staff', staffId, {
      type: 'RegisterStaff',
      staffId,
      programmeIds,
      role,
      simulated,
      profile,
      at: acting.at,
    });
  }

  @Post('patients')
  @Roles('admin')
  @HttpCode(204)
  async registerPatient(
    @By() acting: Acting,
    @ValidBody(patientBody) body: z.infer<typeof patientBody>,
  ): Promise<void> {
    await this.programmes.requireAdminOf(acting, [body.programmeId]);
    const { patientId, programmeId, simulated, ...profile } = body;
    await this.commands.handle(acting, patientDecider, 'patient', patientId, {
      type: 'RegisterPatient',
      patientId,
      programmeId,
      simulated,
      profile,
      at: acting.at,
    });
  }
}
