import type { Visit, VisitsAnswer } from '@hearth/contracts';
import { staffRoles, type SessionState } from '@hearth/domain';
import type { ViewReader } from '@hearth/projections';
import { visitsOfEnrollment } from '@hearth/views';
import { Controller, Get, Inject } from '@nestjs/common';
import { Audit } from '../access/audit.js';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { maySeeWeek } from '../access/relations.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId } from '../http/validated.js';
import { notFound } from '../problem/problem-error.js';
import { Enrollments } from '../programme/enrollments.js';
import { VIEWS } from '../services.js';
import { Sessions } from '../session/sessions.js';

/** The visit that a session is for a patient, if it still is one and no group is the one to say so. */
const visitIn = (state: SessionState, patientId: string, now: number): readonly Visit[] => {
  if (state.status !== 'scheduled' || state.plan.occurrence !== undefined) return [];
  const { sessionId, title, startsAt, endsAt } = state.plan;
  const isGuest = Object.hasOwn(state.patients, patientId) && state.patients[patientId]?.isGuest === true;
  return isGuest && endsAt > now ? [{ sessionId, title, startsAt }] : [];
};

/** The sessions that a patient comes to once, for those who treat in the programme. */
@Controller('enrollments/:enrollmentId/visits')
export class VisitController {
  constructor(
    private readonly enrollments: Enrollments,
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
    @Inject(VIEWS) private readonly views: ViewReader,
  ) {}

  /** Which sessions those are, the views say; whether they still are, the sessions themselves. */
  @Get()
  @Roles(...staffRoles)
  async read(@By() acting: Acting, @PathId('enrollmentId') enrollmentId: string): Promise<VisitsAnswer> {
    const episode = await this.enrollments.find(enrollmentId);
    const facts = await this.people.find(acting.principal.person);
    if (episode === null || facts === null || !maySeeWeek(facts, episode)) throw notFound();
    const { patientId } = episode;
    const entity = { kind: 'visits', id: enrollmentId, patientId };
    await this.audit.record(acting, { action: 'read', entity });
    const ids = await this.views.members(visitsOfEnrollment(enrollmentId));
    const states = await Promise.all(ids.map((sessionId) => this.sessions.state(sessionId)));
    const visits = states.flatMap((state) => visitIn(state, patientId, acting.at));
    return { visits: visits.sort((a, b) => a.startsAt - b.startsAt) };
  }
}
