import { complianceWeekQuery } from '@hearth/contracts';
import type { ViewReader } from '@hearth/projections';
import { programmeWeekView, type ProgrammeWeekDocument } from '@hearth/views';
import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Limited } from '../http/rate-limit.js';
import { PathId } from '../http/validated.js';
import { Programmes } from '../programme/programmes.js';
import { VIEWS } from '../services.js';
import { weekCsv } from './week-csv.js';

/** The compliance week for other programs. It is written down before it is handed out. */
@Controller('programmes/:programmeId')
export class WeekExportController {
  constructor(
    private readonly programmes: Programmes,
    private readonly audit: Audit,
    @Inject(VIEWS) private readonly views: ViewReader,
  ) {}

  @Get('compliance-week.csv')
  @Roles('admin', 'supervisor')
  @Limited('export')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  async week(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @Query({ schema: complianceWeekQuery }) { weekStart }: z.infer<typeof complianceWeekQuery>,
  ): Promise<string> {
    await this.programmes.requireStaffOf(acting, programmeId);
    await this.audit.record(acting, {
      action: 'export',
      entity: { kind: 'compliance-week', id: programmeId },
    });
    const key = `${programmeId}/${weekStart}`;
    const found = await this.views.read<ProgrammeWeekDocument>(programmeWeekView.name, key);
    return weekCsv(found?.document ?? null);
  }
}
