import { calendarQuery } from '@hearth/contracts';
import { staffRoles } from '@hearth/domain';
import type { ProgrammeCalendarDocument } from '@hearth/views';
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId } from '../http/validated.js';
import { Programmes } from '../programme/programmes.js';
import { ProgrammeCalendars } from './programme-calendars.js';

/** What a programme has planned, for its staff, with what is wrong about it. */
@Controller('programmes/:programmeId/calendar')
export class CalendarController {
  constructor(
    private readonly calendars: ProgrammeCalendars,
    private readonly programmes: Programmes,
    private readonly audit: Audit,
  ) {}

  @Get()
  @Roles(...staffRoles)
  async read(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @Query({ schema: calendarQuery }) { from, to }: z.infer<typeof calendarQuery>,
  ): Promise<ProgrammeCalendarDocument> {
    await this.programmes.requireStaffOf(acting, programmeId);
    // It names patients where something is wrong about where they live or when they come.
    await this.audit.record(acting, { action: 'read', entity: { kind: 'calendar', id: programmeId } });
    return this.calendars.read(programmeId, from, to);
  }
}
