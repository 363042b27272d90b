import { capacityLimitsBody, holidaysBody, licencesBody } from '@hearth/contracts';
import { programmeDecider, staffDecider } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { PathId, ValidBody } from '../http/validated.js';
import { notFound } from '../problem/problem-error.js';
import { Programmes } from './programmes.js';

/** What holds for all groups of a programme, and where its staff may practise. */
@Controller()
export class CalendarSettingsController {
  constructor(
    private readonly commands: Commands,
    private readonly programmes: Programmes,
    private readonly people: People,
  ) {}

  @Post('programmes/:programmeId/holidays')
  @Roles('admin')
  @HttpCode(204)
  async declareHolidays(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @ValidBody(holidaysBody) body: z.infer<typeof holidaysBody>,
  ): Promise<void> {
    await this.programmes.requireAdminOf(acting, [programmeId]);
    await this.commands.handle(acting, programmeDecider, 'programme', programmeId, {
      type: 'DeclareHolidays',
      ...body,
      at: acting.at,
    });
  }

  @Post('programmes/:programmeId/capacity-limits')
  @Roles('admin')
  @HttpCode(204)
  async setLimits(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @ValidBody(capacityLimitsBody) body: z.infer<typeof capacityLimitsBody>,
  ): Promise<void> {
    await this.programmes.requireAdminOf(acting, [programmeId]);
    await this.commands.handle(acting, programmeDecider, 'programme', programmeId, {
      type: 'SetCapacityLimits',
      ...body,
      at: acting.at,
    });
  }

  @Post('staff/:staffId/licences')
  @Roles('admin')
  @HttpCode(204)
  async setLicences(
    @By() acting: Acting,
    @PathId('staffId') staffId: string,
    @ValidBody(licencesBody) body: z.infer<typeof licencesBody>,
  ): Promise<void> {
    const staff = await this.people.find({ kind: 'staff', id: staffId });
    if (staff?.kind !== 'staff') throw notFound();
    await this.programmes.requireAdminOf(acting, staff.programmeIds);
    await this.commands.handle(acting, staffDecider, 'staff', staffId, {
      type: 'SetLicences',
      staffId,
      ...body,
      at: acting.at,
    });
  }
}
