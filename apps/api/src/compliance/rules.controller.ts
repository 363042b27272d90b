import {
  adoptionBody,
  overrideBody,
  packBody,
  withdrawalBody,
  type ProgrammeRulesAnswer,
} from '@hearth/contracts';
import {
  boundFaults,
  localDate,
  packsOfProgramme,
  refuseFaults,
  rulePackDecider,
  staffRoles,
  type RulePackCommand,
} from '@hearth/domain';
import { rulesOf } from '@hearth/views';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { maySeeProgrammeWeek } from '../access/relations.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { PathId, ValidBody } from '../http/validated.js';
import { notFound } from '../problem/problem-error.js';
import { Programmes } from '../programme/programmes.js';
import { DecidedRules } from './decided-rules.js';
import { OrganisationAdmins } from './organisation-admins.js';

/** The rules of a programme: to read, and to decide about. */
@Controller('programmes/:programmeId')
export class RulesController {
  constructor(
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly decided: DecidedRules,
    private readonly admins: OrganisationAdmins,
    private readonly commands: Commands,
    private readonly audit: Audit,
  ) {}

  @Get('rules')
  @Roles(...staffRoles)
  async rules(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
  ): Promise<ProgrammeRulesAnswer> {
    const facts = await this.people.find(acting.principal.person);
    if (facts === null || !maySeeProgrammeWeek(facts, programmeId)) throw notFound();
    const decided = await this.decided.of(programmeId);
    const rules = rulesOf(decided);
    const established = decided.programme?.established;
    if (established == null || rules === null) throw notFound();
    const { organisationId, timeZone } = established;
    const made = [...(decided.rules?.decisions ?? []), ...(decided.organisation?.decisions ?? [])];
    const decisions = await Promise.all(
      made
        .toSorted((a, b) => a.at - b.at)
        .map(async (decision) => {
          const author = await this.people.find({ kind: 'staff', id: decision.by });
          return { ...decision, byName: author?.displayName ?? '' };
        }),
    );
    const today = localDate(acting.at, timeZone);
    return {
      packId: rules.packId,
      inForce: packsOfProgramme(rules, today).map(({ id, version }) => ({ packId: id, version })),
      packs: [...rules.packs, ...rules.added],
      adopted: rules.adopted,
      overrides: rules.overrides,
      organisation: {
        organisationId,
        overrides: rules.organisationOverrides,
        ...(await this.admins.standing(acting, organisationId)),
      },
      decisions,
    };
  }

  @Post('rules/overrides')
  @Roles('supervisor', 'admin')
  @HttpCode(204)
  async override(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @ValidBody(overrideBody) body: z.infer<typeof overrideBody>,
  ): Promise<void> {
    await this.programmes.requireOverseerOf(acting, programmeId);
    const { organisation } = await this.decided.of(programmeId);
    const faults = boundFaults(organisation?.overrides ?? [], body);
    if (faults.length > 0) refuseFaults(faults);
    await this.#put(acting, programmeId, { type: 'OverrideRules', programmeId, ...body, ...by(acting) });
  }

  @Post('rules/withdrawals')
  @Roles('supervisor', 'admin')
  @HttpCode(204)
  withdraw(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @ValidBody(withdrawalBody) body: z.infer<typeof withdrawalBody>,
  ): Promise<void> {
    return this.#decide(acting, programmeId, { type: 'WithdrawOverride', ...body, ...by(acting) });
  }

  @Post('rules/packs')
  @Roles('admin')
  @HttpCode(204)
  add(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @ValidBody(packBody) body: z.infer<typeof packBody>,
  ): Promise<void> {
    return this.#decide(acting, programmeId, { type: 'AddRulePack', programmeId, ...body, ...by(acting) });
  }

  @Post('rules/adoptions')
  @Roles('admin')
  @HttpCode(204)
  adopt(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @ValidBody(adoptionBody) body: z.infer<typeof adoptionBody>,
  ): Promise<void> {
    return this.#decide(acting, programmeId, { type: 'AdoptRulePack', programmeId, ...body, ...by(acting) });
  }

  async #decide(acting: Acting, programmeId: string, command: RulePackCommand): Promise<void> {
    await this.programmes.requireOverseerOf(acting, programmeId);
    await this.#put(acting, programmeId, command);
  }

  /** Written down, and carried out. */
  async #put(acting: Acting, programmeId: string, command: RulePackCommand): Promise<void> {
    await this.audit.record(acting, { action: 'override', entity: { kind: 'rules', id: programmeId } });
    await this.commands.handle(acting, rulePackDecider, 'rulepack', programmeId, command);
  }
}

const by = (acting: Acting): { readonly by: string; readonly at: number } => ({
  by: acting.principal.person.id,
  at: acting.at,
});
