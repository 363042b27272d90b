import { programmeView, type ProgrammeDocument } from '@hearth/views';
import { Injectable } from '@nestjs/common';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { Current } from '../command/current.js';
import { maySeeBoard } from '../access/relations.js';
import { forbidden, notFound } from '../problem/problem-error.js';

type Established = NonNullable<ProgrammeDocument['established']>;

/** Programmes, and who may set them up. */
@Injectable()
export class Programmes {
  constructor(
    private readonly current: Current,
    private readonly people: People,
  ) {}

  /** @throws ProblemError `not-found` */
  async read(programmeId: string): Promise<Established> {
    const document = await this.current.read(programmeView, programmeId);
    if (!document?.established) throw notFound();
    return document.established;
  }

  /** @throws ProblemError `forbidden` unless the admin's own programmes are meant, all of them */
  async requireAdminOf(acting: Acting, programmeIds: readonly string[]): Promise<void> {
    const facts = await this.people.find(acting.principal.person);
    const own = facts?.kind === 'staff' && facts.role === 'admin' ? facts.programmeIds : [];
    if (!programmeIds.every((id) => own.includes(id))) throw forbidden();
  }

  /** @throws ProblemError `forbidden` unless this person oversees the programme */
  async requireOverseerOf(acting: Acting, programmeId: string): Promise<void> {
    const facts = await this.people.find(acting.principal.person);
    if (facts === null || !maySeeBoard(facts, programmeId)) throw forbidden();
  }

  /** @throws ProblemError `forbidden` unless it is a programme that this member of staff works in */
  async requireStaffOf(acting: Acting, programmeId: string): Promise<void> {
    const facts = await this.people.find(acting.principal.person);
    if (facts?.kind !== 'staff' || !facts.programmeIds.includes(programmeId)) throw forbidden();
  }
}
