import type { Me } from '@hearth/contracts';
import type { PersonRef } from '@hearth/domain';
import { programmeView } from '@hearth/views';
import { Injectable } from '@nestjs/common';
import { People } from '../access/people.js';
import { Current } from '../command/current.js';
import { ProblemError } from '../problem/problem-error.js';
import { Enrollments } from '../programme/enrollments.js';

/** Who is signed in, as their own pages need to know. */
@Injectable()
export class MeReader {
  constructor(
    private readonly people: People,
    private readonly current: Current,
    private readonly enrollments: Enrollments,
  ) {}

  async exists(person: PersonRef): Promise<boolean> {
    return (await this.people.find(person))?.isActive === true;
  }

  async read(person: PersonRef): Promise<Me> {
    const me = await this.find(person);
    if (!me) throw new ProblemError('unauthenticated');
    return me;
  }

  /** Null when there is no such person. */
  async find(person: PersonRef | null): Promise<Me | null> {
    const facts = person ? await this.people.find(person) : null;
    if (!person || !facts) return null;
    const running = facts.kind === 'patient' ? await this.enrollments.runningIfKnown(facts.id) : null;
    const episode = running === 'unknown' ? null : running;
    return {
      person,
      role: facts.kind === 'staff' ? facts.role : 'patient',
      displayName: facts.displayName,
      locale: facts.locale,
      programmes: await this.#programmes(facts.kind === 'staff' ? facts.programmeIds : [facts.programmeId]),
      enrollmentId: episode?.enrollmentId ?? null,
      // Not knowing, it is better to ask somebody once too often than not at all.
      asksSubstanceUse: running === 'unknown' || (episode?.episode.asksSubstanceUse ?? false),
      ...(running === 'unknown' ? { missing: ['enrollment'] } : {}),
    };
  }

  async #programmes(ids: readonly string[]): Promise<Me['programmes']> {
    const documents = await Promise.all(ids.map((id) => this.current.read(programmeView, id)));
    return documents.flatMap((document) => {
      if (!document?.established) return [];
      const { title, timeZone, emergencyNumber } = document.established;
      return [{ programmeId: document.programmeId, title, timeZone, emergencyNumber }];
    });
  }
}
