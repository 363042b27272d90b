import { unitsQuery } from '@hearth/contracts';
import type { ViewReader } from '@hearth/projections';
import { authorizationsView, authorizationUseView, enrollmentsOfProgramme } from '@hearth/views';
import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Limited } from '../http/rate-limit.js';
import { PathId } from '../http/validated.js';
import { Programmes } from '../programme/programmes.js';
import { VIEWS } from '../services.js';
import { authorizationsCsv, unitsCsv } from './csv.js';

const CSV = 'text/csv; charset=utf-8';

/** Authorizations and units for other programs. Each export is written down before it is handed out. */
@Controller('programmes/:programmeId')
export class AuthorizationExportController {
  constructor(
    private readonly programmes: Programmes,
    private readonly audit: Audit,
    @Inject(VIEWS) private readonly views: ViewReader,
  ) {}

  @Get('authorizations.csv')
  @Roles('admin', 'supervisor')
  @Limited('export')
  @Header('Content-Type', CSV)
  async list(@By() acting: Acting, @PathId('programmeId') programmeId: string): Promise<string> {
    await this.#written(acting, programmeId, 'authorizations');
    const found = await this.views.read(authorizationsView, programmeId);
    return authorizationsCsv(found?.document.rows ?? []);
  }

  @Get('units.csv')
  @Roles('admin', 'supervisor')
  @Limited('export')
  @Header('Content-Type', CSV)
  async units(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @Query({ schema: unitsQuery }) period: z.infer<typeof unitsQuery>,
  ): Promise<string> {
    await this.#written(acting, programmeId, 'units');
    const ids = await this.views.members(enrollmentsOfProgramme(programmeId));
    const found = await Promise.all(ids.map((id) => this.views.read(authorizationUseView, id)));
    return unitsCsv(
      found.flatMap((one) => (one === null ? [] : [one.document])),
      period,
    );
  }

  async #written(acting: Acting, programmeId: string, kind: string): Promise<void> {
    await this.programmes.requireStaffOf(acting, programmeId);
    await this.audit.record(acting, { action: 'export', entity: { kind, id: programmeId } });
  }
}
