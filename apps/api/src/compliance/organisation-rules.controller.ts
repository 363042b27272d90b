import { organisationOverrideBody, withdrawalBody } from '@hearth/contracts';
import { organisationDecider, type OrganisationCommand } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { PathId, ValidBody } from '../http/validated.js';
import { OrganisationAdmins } from './organisation-admins.js';

/** What an organisation decides about the rules of all of its programmes. */
@Controller('organisations/:organisationId/rules')
export class OrganisationRulesController {
  constructor(
    private readonly admins: OrganisationAdmins,
    private readonly commands: Commands,
    private readonly audit: Audit,
  ) {}

  @Post('overrides')
  @Roles('admin')
  @HttpCode(204)
  override(
    @By() acting: Acting,
    @PathId('organisationId') organisationId: string,
    @ValidBody(organisationOverrideBody) body: z.infer<typeof organisationOverrideBody>,
  ): Promise<void> {
    const of = { organisationId, by: acting.principal.person.id, at: acting.at };
    return this.#decide(acting, organisationId, { type: 'OverrideOrganisationRules', ...body, ...of });
  }

  @Post('withdrawals')
  @Roles('admin')
  @HttpCode(204)
  withdraw(
    @By() acting: Acting,
    @PathId('organisationId') organisationId: string,
    @ValidBody(withdrawalBody) body: z.infer<typeof withdrawalBody>,
  ): Promise<void> {
    const of = { by: acting.principal.person.id, at: acting.at };
    return this.#decide(acting, organisationId, { type: 'WithdrawOrganisationOverride', ...body, ...of });
  }

  async #decide(acting: Acting, organisationId: string, command: OrganisationCommand): Promise<void> {
    await this.admins.require(acting, organisationId);
    const entity = { kind: 'organisation-rules', id: organisationId };
    await this.audit.record(acting, { action: 'override', entity });
    await this.commands.handle(acting, organisationDecider, 'organisation', organisationId, command);
  }
}
