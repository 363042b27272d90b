import type { Account, Invitation } from '@hearth/contracts';
import type { AccountCommand, PersonRef } from '@hearth/domain';
import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../access/audit.js';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId } from '../http/validated.js';
import { forbidden, notFound } from '../problem/problem-error.js';
import { Programmes } from '../programme/programmes.js';
import { AccountList } from './account-list.js';
import { Accounts } from './accounts.js';
import { ShuttingOut } from './shutting-out.js';

const kind = z.enum(['staff', 'patient']);
type Kind = z.infer<typeof kind>;
const PathKind = (): ParameterDecorator => Param('kind', { schema: kind });

/** Who may sign in, for whoever registers people. */
@Controller('accounts')
export class AccountController {
  constructor(
    private readonly accounts: Accounts,
    private readonly listing: AccountList,
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly audit: Audit,
    private readonly shuttingOut: ShuttingOut,
  ) {}

  @Get()
  @Roles('admin')
  async list(@By() acting: Acting): Promise<readonly Account[]> {
    const facts = await this.people.find(acting.principal.person);
    const programmeIds = facts?.kind === 'staff' ? facts.programmeIds : [];
    await this.audit.record(acting, { action: 'read', entity: { kind: 'accounts' } });
    return this.listing.of(programmeIds);
  }

  @Post(':kind/:personId/invitation')
  @Roles('admin')
  @HttpCode(200)
  async invite(
    @By() acting: Acting,
    @PathKind() kind: Kind,
    @PathId('personId') id: string,
  ): Promise<Invitation> {
    await this.requireMine(acting, { kind, id });
    return this.accounts.invite(acting, { kind, id });
  }

  @Delete(':kind/:personId/invitation')
  @Roles('admin')
  @HttpCode(204)
  async revoke(@By() acting: Acting, @PathKind() kind: Kind, @PathId('personId') id: string): Promise<void> {
    await this.change(acting, { kind, id }, 'RevokeInvitation');
  }

  @Delete(':kind/:personId/link')
  @Roles('admin')
  @HttpCode(204)
  async unlink(@By() acting: Acting, @PathKind() kind: Kind, @PathId('personId') id: string): Promise<void> {
    await this.shutOut(acting, { kind, id }, 'UnlinkIdentity');
  }

  @Post(':kind/:personId/deactivation')
  @Roles('admin')
  @HttpCode(204)
  async deactivate(
    @By() acting: Acting,
    @PathKind() kind: Kind,
    @PathId('personId') id: string,
  ): Promise<void> {
    await this.shutOut(acting, { kind, id }, 'DeactivateAccount');
  }

  @Delete(':kind/:personId/deactivation')
  @Roles('admin')
  @HttpCode(204)
  async reactivate(
    @By() acting: Acting,
    @PathKind() kind: Kind,
    @PathId('personId') id: string,
  ): Promise<void> {
    await this.change(acting, { kind, id }, 'ReactivateAccount');
  }

  /** What ends somebody's sign-ins. Not one's own: the only admin would have locked everybody out. */
  private async shutOut(
    acting: Acting,
    person: PersonRef,
    type: 'UnlinkIdentity' | 'DeactivateAccount',
  ): Promise<void> {
    if (person.kind === 'staff' && person.id === acting.principal.person.id) throw forbidden();
    await this.change(acting, person, type);
    await this.shuttingOut.end(person);
  }

  private async change(
    acting: Acting,
    person: PersonRef,
    type: Exclude<AccountCommand['type'], 'MakeInvitation' | 'LinkIdentity'>,
  ): Promise<void> {
    await this.requireMine(acting, person);
    await this.accounts.handle(acting, person, { type, personId: person.id, at: acting.at });
    this.people.forget(person);
  }

  /** Of programmes that this admin administers, all of them. */
  private async requireMine(acting: Acting, person: PersonRef): Promise<void> {
    const facts = await this.people.find(person);
    if (!facts) throw notFound();
    await this.programmes.requireAdminOf(
      acting,
      facts.kind === 'staff' ? facts.programmeIds : [facts.programmeId],
    );
  }
}
