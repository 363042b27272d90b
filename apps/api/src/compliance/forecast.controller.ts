import { forecastBody, type ForecastAnswer } from '@hearth/contracts';
import { daysOfWeek, forecastWeek, staffRoles, weekStartOf } from '@hearth/domain';
import { lookupOn, type ViewReader } from '@hearth/projections';
import { enrollmentView, episodeOfRules } from '@hearth/views';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { maySeeWeek } from '../access/relations.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Current } from '../command/current.js';
import { PathId, ValidBody } from '../http/validated.js';
import { notFound } from '../problem/problem-error.js';
import { VIEWS } from '../services.js';
import { openingsFor } from './openings.js';

/** What would become of a patient's week. A question, though it comes with a body: nothing is changed. */
@Controller('enrollments')
export class ForecastController {
  constructor(
    @Inject(VIEWS) private readonly views: ViewReader,
    private readonly people: People,
    private readonly current: Current,
    private readonly audit: Audit,
  ) {}

  @Post(':enrollmentId/forecast')
  @Roles(...staffRoles)
  @HttpCode(200)
  async forecast(
    @By() acting: Acting,
    @PathId('enrollmentId') enrollmentId: string,
    @ValidBody(forecastBody) body: z.infer<typeof forecastBody>,
  ): Promise<ForecastAnswer> {
    const episode = (await this.current.read(enrollmentView, enrollmentId))?.episode;
    const facts = await this.people.find(acting.principal.person);
    if (episode == null || facts === null || !maySeeWeek(facts, episode)) throw notFound();
    const entity = { kind: 'week-forecast', id: enrollmentId, patientId: episode.patientId };
    await this.audit.record(acting, { action: 'read', entity });
    const lookup = lookupOn(this.views);
    const found = await episodeOfRules(lookup, enrollmentId);
    if (found === null) throw notFound();
    const { care, rules, attended, timeZone } = found;
    const weekStart = weekStartOf(body.weekStart, 'monday');
    const days = daysOfWeek(weekStart);
    const sessions = attended.map((each) => each.care);
    return {
      ...forecastWeek(rules, care, sessions, days, body.changes),
      weekStart,
      timeZone,
      sessions: attended
        .filter((each) => days.includes(each.care.day))
        .map(({ title, care: { sessionId, sessionType, day, startsAt, endsAt, remaining } }) => ({
          ...{ sessionId, title, sessionType, day, startsAt, endsAt },
          open: remaining !== null,
        })),
      openings: await openingsFor({ lookup, days, now: acting.at, timeZone, episode }),
    };
  }
}
