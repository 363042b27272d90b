import { Inject, Injectable } from '@nestjs/common';
import { People, type PersonFacts } from '../access/people.js';
import type { Principal } from '../access/principal.js';
import type { SessionRelation } from '../access/relations.js';
import { stillHolds } from '../access/standing.js';
import type { Clock } from '../clock.js';
import { Enrollments } from '../programme/enrollments.js';
import { CLOCK } from '../services.js';
import { Sessions } from '../session/sessions.js';

/** What can be looked up of whom something concerns, from its own stream: null when there is no such thing. */
export interface Concerned {
  readonly enrollment: (
    enrollmentId: string,
  ) => Promise<{ readonly patientId: string; readonly programmeId: string } | null>;
  readonly planned: (sessionId: string) => Promise<SessionRelation | null>;
}

/** Whether somebody is related to a document in a way that lets them see it. */
export type MaySee = (facts: PersonFacts, concerned: Concerned) => boolean | Promise<boolean>;

/** Whether a reader may see a document: asked at each subscription and before each push. */
@Injectable()
export class LiveAccess {
  readonly #concerned: Concerned = {
    enrollment: (enrollmentId) => this.enrollments.find(enrollmentId),
    planned: (sessionId) => this.#planned(sessionId),
  };

  constructor(
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly enrollments: Enrollments,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param isRelated decides for somebody whose sign-in holds
   * @throws StoreUnavailable when it cannot be known
   */
  async maySee(principal: Principal, isRelated: MaySee): Promise<boolean> {
    if (principal.expiresAt <= this.clock.now()) return false;
    const facts = await this.people.find(principal.person);
    return stillHolds(principal, facts) && (await isRelated(facts, this.#concerned));
  }

  async #planned(sessionId: string): Promise<SessionRelation | null> {
    const state = await this.sessions.state(sessionId);
    if (state.status === 'none') return null;
    const { programmeId, facilitators, roster } = state.plan;
    return {
      programmeId,
      facilitatorIds: facilitators.map(({ staffId }) => staffId),
      patientIds: roster.map(({ patientId }) => patientId),
    };
  }
}
