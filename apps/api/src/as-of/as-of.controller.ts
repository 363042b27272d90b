import { asOfDayQuery, asOfQuery } from '@hearth/contracts';
import { staffRoles } from '@hearth/domain';
import {
  enrollmentView,
  type AsOfAnswer,
  type BoardDocument,
  type RoomDocument,
  type WeekDay,
} from '@hearth/views';
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import { People, type PersonFacts } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { maySeeBoard, maySeeSession, maySeeWeek } from '../access/relations.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Current } from '../command/current.js';
import { PathId } from '../http/validated.js';
import { notFound } from '../problem/problem-error.js';
import { Sessions } from '../session/sessions.js';
import { AsOf } from './as-of.js';

/** What did we know at a moment? By recorded time, beside what we now know about that moment. */
@Controller()
export class AsOfController {
  constructor(
    private readonly asOf: AsOf,
    private readonly sessions: Sessions,
    private readonly people: People,
    private readonly current: Current,
    private readonly audit: Audit,
  ) {}

  @Get('sessions/:sessionId/as-of')
  @Roles(...staffRoles)
  async session(
    @By() acting: Acting,
    @PathId('sessionId') sessionId: string,
    @Query({ schema: asOfQuery }) query: z.infer<typeof asOfQuery>,
  ): Promise<AsOfAnswer<RoomDocument>> {
    const facts = await this.#facts(acting);
    const state = await this.sessions.state(sessionId);
    if (state.status === 'none') throw notFound();
    const { programmeId, facilitators } = state.plan;
    const facilitatorIds = facilitators.map(({ staffId }) => staffId);
    if (!maySeeSession(facts, { programmeId, facilitatorIds, patientIds: [] })) throw notFound();
    await this.audit.record(acting, { action: 'read', entity: { kind: 'session-as-of', sessionId } });
    return this.asOf.session(sessionId, query.at);
  }

  @Get('programmes/:programmeId/as-of')
  @Roles('supervisor', 'admin')
  async board(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @Query({ schema: asOfDayQuery }) { day, at }: z.infer<typeof asOfDayQuery>,
  ): Promise<AsOfAnswer<BoardDocument>> {
    if (!maySeeBoard(await this.#facts(acting), programmeId)) throw notFound();
    await this.audit.record(acting, { action: 'read', entity: { kind: 'board-as-of', id: programmeId } });
    return this.asOf.board(programmeId, day, at);
  }

  @Get('enrollments/:enrollmentId/as-of')
  @Roles(...staffRoles)
  async patientDay(
    @By() acting: Acting,
    @PathId('enrollmentId') enrollmentId: string,
    @Query({ schema: asOfDayQuery }) { day, at }: z.infer<typeof asOfDayQuery>,
  ): Promise<AsOfAnswer<WeekDay>> {
    const episode = (await this.current.read(enrollmentView, enrollmentId))?.episode;
    if (episode == null || !maySeeWeek(await this.#facts(acting), episode)) throw notFound();
    const entity = { kind: 'day-as-of', id: enrollmentId, patientId: episode.patientId };
    await this.audit.record(acting, { action: 'read', entity });
    return this.asOf.patientDay(enrollmentId, day, at);
  }

  async #facts(acting: Acting): Promise<PersonFacts> {
    const facts = await this.people.find(acting.principal.person);
    if (facts === null) throw notFound();
    return facts;
  }
}
