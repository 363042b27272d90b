import type { RoomDocument, WeekDocument } from '@hearth/views';
import { Injectable } from '@nestjs/common';
import type { Clock } from '../clock.js';
import { Inject } from '@nestjs/common';
import { People, type PersonFacts } from '../access/people.js';
import type { Principal } from '../access/principal.js';
import { stillHolds } from '../access/standing.js';
import {
  maySeeAuthorizations,
  maySeeBoard,
  maySeeOwnSession,
  maySeeProgrammeWeek,
  maySeeSession,
  maySeeTasks,
  maySeeWeek,
  worksIn,
  type SessionRelation,
} from '../access/relations.js';
import { Enrollments } from '../programme/enrollments.js';
import { CLOCK } from '../services.js';
import { Sessions } from '../session/sessions.js';
import { programmeOf, type Subject } from './subjects.js';

/** Whether a reader may see a document: asked at each subscription and before each push. */
@Injectable()
export class LiveAccess {
  constructor(
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly enrollments: Enrollments,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param document the whole document that is about to be shown; null when there is none yet
   * @throws StoreUnavailable when it cannot be known
   */
  async maySee(principal: Principal, subject: Subject, document: unknown): Promise<boolean> {
    if (principal.expiresAt <= this.clock.now()) return false;
    const facts = await this.people.find(principal.person);
    if (!stillHolds(principal, facts)) return false;
    return this.#related(facts, subject, document);
  }

  async #related(facts: PersonFacts, subject: Subject, document: unknown): Promise<boolean> {
    const { view, source } = subject;
    switch (view) {
      case 'schedule':
        return source.key === facts.id;
      case 'board':
        return maySeeBoard(facts, programmeOf(subject));
      case 'programme-week':
        return maySeeProgrammeWeek(facts, programmeOf(subject));
      case 'directory':
        return maySeeProgrammeWeek(facts, source.key);
      case 'calendar':
        return worksIn(facts, programmeOf(subject));
      case 'room':
      case 'patient-room': {
        const relation = document
          ? relationOf(document as RoomDocument)
          : await this.#plannedRelation(source.key);
        if (!relation) return false;
        return view === 'room' ? maySeeSession(facts, relation) : maySeeOwnSession(facts, relation);
      }
      case 'tasks':
        return maySeeTasks(facts, source.key);
      case 'authorizations':
        return maySeeAuthorizations(facts, source.key);
      case 'outreach-history':
      case 'authorization-use':
      case 'own-outreach': {
        const enrollment = await this.enrollments.find(source.key);
        if (enrollment === null) return false;
        if (view === 'own-outreach') return facts.kind === 'patient' && maySeeWeek(facts, enrollment);
        const { programmeId } = enrollment;
        return view === 'outreach-history'
          ? maySeeTasks(facts, programmeId)
          : maySeeAuthorizations(facts, programmeId);
      }
      case 'week': {
        const week = document as WeekDocument | null;
        const enrollment = week ?? (await this.enrollments.find(source.key));
        return enrollment !== null && maySeeWeek(facts, enrollment);
      }
      default:
        return view satisfies never;
    }
  }

  /** From the session's own stream, when its view is not there yet. */
  async #plannedRelation(sessionId: string): Promise<SessionRelation | null> {
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

const relationOf = (room: RoomDocument): SessionRelation => ({
  programmeId: room.programmeId,
  facilitatorIds: room.facilitators.map(({ person }) => person.id),
  patientIds: room.patients.map(({ patientId }) => patientId),
});
