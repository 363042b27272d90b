import type { ViewReader } from '@hearth/projections';
import { programmesOfOrganisation } from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { forbidden } from '../problem/problem-error.js';
import { VIEWS } from '../services.js';

/** Who may decide for a whole organisation: admins who answer for each of its programmes. */
@Injectable()
export class OrganisationAdmins {
  constructor(
    private readonly people: People,
    @Inject(VIEWS) private readonly views: ViewReader,
  ) {}

  /** How many programmes a decision reaches, and whether this person may make one. */
  async standing(
    acting: Acting,
    organisationId: string,
  ): Promise<{ readonly programmes: number; readonly mayDecide: boolean }> {
    const facts = await this.people.find(acting.principal.person);
    const programmeIds = await this.views.members(programmesOfOrganisation(organisationId));
    const own = facts?.kind === 'staff' && facts.role === 'admin' ? facts.programmeIds : [];
    const mayDecide = programmeIds.length > 0 && programmeIds.every((id) => own.includes(id));
    return { programmes: programmeIds.length, mayDecide };
  }

  /** @throws ProblemError `forbidden` to anybody else, and of an organisation that there is not */
  async require(acting: Acting, organisationId: string): Promise<void> {
    if (!(await this.standing(acting, organisationId)).mayDecide) throw forbidden();
  }
}
