import { setupBody, type SetUpDone } from '@hearth/contracts';
import {
  currentBasePack,
  installationDecider,
  INSTALLATION_ID,
  programmeDecider,
  Rejection,
  staffDecider,
} from '@hearth/domain';
import type { ViewReader } from '@hearth/projections';
import { programmes } from '@hearth/views';
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { Accounts } from '../account/accounts.js';
import { Public } from '../access/signed-in.guard.js';
import type { Clock } from '../clock.js';
import { Commands } from '../command/commands.js';
import { Limited } from '../http/rate-limit.js';
import { ValidBody } from '../http/validated.js';
import { ProblemError } from '../problem/problem-error.js';
import { CLOCK, SETTINGS, VIEWS } from '../services.js';
import type { ApiSettings } from '../settings.js';
import { bearerOf, isSetupToken } from './setup-token.js';

/** The first step of an installation: a programme and its first admin, by whoever holds the set-up token. */
@Controller('setup')
export class SetupController {
  constructor(
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(VIEWS) private readonly views: ViewReader,
    private readonly commands: Commands,
    private readonly accounts: Accounts,
  ) {}

  @Post()
  @Public()
  @Limited('sign-in')
  @HttpCode(200)
  async setUp(
    @Req() request: Request,
    @ValidBody(setupBody) body: z.infer<typeof setupBody>,
  ): Promise<SetUpDone> {
    if (!isSetupToken(this.settings, bearerOf(request))) throw new ProblemError('unauthenticated');
    await this.requireNoOther(body.programmeId);
    const { admin, ...programme } = body;
    const at = this.clock.now();
    const by = {
      actor: { kind: 'system', id: 'setup' } as const,
      correlationId: request.correlationId ?? randomUUID(),
      // A set-up that was cut short can be sent again.
      idempotencyKey: `${body.programmeId}/${admin.staffId}`,
    };
    // Of two that come at once, the store lets one claim the installation; the other is refused.
    await this.commands.handle(by, installationDecider, 'installation', INSTALLATION_ID, {
      type: 'SetUpInstallation',
      programmeId: programme.programmeId,
      adminId: admin.staffId,
      at,
    });
    await this.commands.handle(by, programmeDecider, 'programme', programme.programmeId, {
      type: 'EstablishProgramme',
      ...programme,
      rulePackId: currentBasePack.id,
      rulePackVersion: currentBasePack.version,
      at,
    });
    const { staffId, displayName, locale } = admin;
    await this.commands.handle(by, staffDecider, 'staff', staffId, {
      type: 'RegisterStaff',
      staffId,
      programmeIds: [programme.programmeId],
      role: 'admin',
      simulated: false,
      profile: { displayName, locale },
      at,
    });
    const isLinked = (await this.accounts.read({ kind: 'staff', id: staffId }))?.linkedAt != null;
    if (this.settings.provider === null || isLinked) return { invitation: null };
    return { invitation: await this.accounts.invite({ ...by, at }, { kind: 'staff', id: staffId }) };
  }

  /** An installation from before there was a claim shows by its programme. */
  private async requireNoOther(programmeId: string): Promise<void> {
    const others = (await this.views.members(programmes)).filter((id) => id !== programmeId);
    if (others.length > 0) throw new Rejection('already-exists');
  }
}
