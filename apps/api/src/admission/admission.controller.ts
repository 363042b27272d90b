import { admissionBody, turnAwayBody } from '@hearth/contracts';
import { staffRoles } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId, ValidBody } from '../http/validated.js';
import { Sessions } from '../session/sessions.js';

/** Who is let in, by a facilitator. */
@Controller('sessions/:sessionId')
export class AdmissionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  @Post('admissions')
  @Roles(...staffRoles)
  @HttpCode(204)
  async admit(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(admissionBody) { patientId, override }: z.infer<typeof admissionBody>,
  ): Promise<void> {
    const { events } = await this.sessions.handle(acting, sessionId, {
      type: 'AdmitPatient',
      patientId,
      by: acting.principal.person.id,
      at: acting.at,
      ...(override ? { override } : {}),
    });
    const overridden = events.some(
      (event) => event.type === 'PatientAdmitted' && event.data.overrides.length > 0,
    );
    if (overridden) {
      const entity = { kind: 'admission', patientId, sessionId };
      await this.audit.record(acting, { action: 'override', entity });
    }
  }

  /** Everybody against whom nothing stands, as long as there are seats. */
  @Post('admissions/all-clear')
  @Roles(...staffRoles)
  @HttpCode(204)
  async admitAllClear(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<void> {
    const by = acting.principal.person.id;
    await this.sessions.handle(acting, sessionId, { type: 'AdmitAllClear', by, at: acting.at });
  }

  @Post('turn-aways')
  @Roles(...staffRoles)
  @HttpCode(204)
  async turnAway(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @ValidBody(turnAwayBody) body: z.infer<typeof turnAwayBody>,
  ): Promise<void> {
    const by = acting.principal.person.id;
    await this.sessions.handle(acting, sessionId, { type: 'TurnAwayPatient', ...body, by, at: acting.at });
  }
}
