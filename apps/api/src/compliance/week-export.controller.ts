import { complianceWeekQuery, type ComplianceWeekQuery } from '@hearth/contracts';
import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { Audit } from '../access/audit.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Limited } from '../http/rate-limit.js';
import { PathId } from '../http/validated.js';
import { weekCsv } from './week-csv.js';
import { WeekExports, type ExportedWeek } from './week-exports.js';
import { weekPdf } from './week-pdf.js';

const PDF = 'application/pdf';

/** The compliance week on paper and for other programs. It is written down before it is handed out. */
@Controller('programmes/:programmeId')
export class WeekExportController {
  constructor(
    private readonly exports: WeekExports,
    private readonly audit: Audit,
  ) {}

  @Get('compliance-week.csv')
  @Roles('admin', 'supervisor')
  @Limited('export')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  async csv(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @Query({ schema: complianceWeekQuery }) query: ComplianceWeekQuery,
  ): Promise<string> {
    return weekCsv(await this.#logged(acting, programmeId, query));
  }

  @Get('compliance-week.pdf')
  @Roles('admin', 'supervisor')
  @Limited('export')
  @Header('Content-Type', PDF)
  async pdf(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @Query({ schema: complianceWeekQuery }) query: ComplianceWeekQuery,
  ): Promise<StreamableFile> {
    const week = await this.#logged(acting, programmeId, query);
    const disposition = `attachment; filename="week-${week.weekStart}.pdf"`;
    return new StreamableFile(await weekPdf(week), { type: PDF, disposition });
  }

  async #logged(acting: Acting, programmeId: string, query: ComplianceWeekQuery): Promise<ExportedWeek> {
    const week = await this.exports.of(acting, programmeId, query);
    await this.audit.record(acting, {
      action: 'export',
      entity: { kind: 'compliance-week', id: programmeId },
    });
    return week;
  }
}
