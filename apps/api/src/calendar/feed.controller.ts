import type { CalendarFeed, CalendarFeedState } from '@hearth/contracts';
import { calendarFeedDecider, calendarFeedId, type PersonRef } from '@hearth/domain';
import { foldStream, type EventStore } from '@hearth/eventstore';
import type { ViewReader } from '@hearth/projections';
import { scheduleView } from '@hearth/views';
import { Controller, Delete, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Audit } from '../access/audit.js';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { By, Public } from '../access/signed-in.guard.js';
import type { Clock } from '../clock.js';
import { Commands } from '../command/commands.js';
import { notFound } from '../problem/problem-error.js';
import { CLOCK, STORE, VIEWS } from '../services.js';
import { feedText } from './feed-text.js';
import { feedTokenHash, newFeedToken, readFeedToken, writtenFeedToken } from './feed-token.js';

const address = z.string().max(300).endsWith('.ics');

/** A person's own schedule in the calendar program that they use anyway, under an address that only they know. */
@Controller()
export class CalendarFeedController {
  constructor(
    private readonly commands: Commands,
    private readonly people: People,
    private readonly audit: Audit,
    @Inject(STORE) private readonly store: EventStore,
    @Inject(VIEWS) private readonly views: ViewReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('me/calendar-feed')
  async state(@By() acting: Acting): Promise<CalendarFeedState> {
    return { openedAt: (await this.openOf(acting.principal.person))?.at ?? null };
  }

  /** A new address each time, also when it is asked for again: the only copy of the first went with its answer. */
  @Post('me/calendar-feed')
  @HttpCode(200)
  async open(@By() acting: Acting): Promise<CalendarFeed> {
    const { person } = acting.principal;
    const token = newFeedToken(person);
    await this.audit.record(acting, { action: 'export', entity: { kind: 'calendar-feed', id: person.id } });
    await this.commands.handle(
      { ...acting, idempotencyKey: randomUUID() },
      calendarFeedDecider,
      'calendar',
      calendarFeedId(person),
      { type: 'OpenCalendarFeed', person, tokenHash: feedTokenHash(token), at: acting.at },
    );
    return { path: `/api/calendar/${writtenFeedToken(token)}.ics` };
  }

  @Delete('me/calendar-feed')
  @HttpCode(204)
  async close(@By() acting: Acting): Promise<void> {
    const { person } = acting.principal;
    await this.commands.handle(acting, calendarFeedDecider, 'calendar', calendarFeedId(person), {
      type: 'CloseCalendarFeed',
      at: acting.at,
    });
  }

  /** For calendar programs, which cannot sign in. Whatever is wrong with an address, there is nothing there. */
  @Get('calendar/:address')
  @Public()
  @Header('Content-Type', 'text/calendar; charset=utf-8')
  @Header('Cache-Control', 'private, no-store')
  @Header('X-Robots-Tag', 'noindex')
  async read(@Param('address', { schema: address }) written: string): Promise<string> {
    const token = readFeedToken(written.slice(0, -'.ics'.length));
    if (token === null) throw notFound();
    const { person } = token;
    const facts = await this.people.find(person);
    const open = await this.openOf(person);
    // Compared by their hashes, of which nothing can be learned by trying.
    if (open?.tokenHash !== feedTokenHash(token) || facts?.isActive !== true) throw notFound();
    await this.audit.record(
      { actor: person, at: this.clock.now(), correlationId: randomUUID() },
      { action: 'export', entity: { kind: 'calendar-feed', id: person.id } },
    );
    const schedule = await this.views.read(scheduleView, person.id);
    return feedText(schedule?.document ?? null, facts.locale);
  }

  private async openOf(
    person: PersonRef,
  ): Promise<{ readonly tokenHash: string; readonly at: number } | null> {
    const { state } = await foldStream(this.store, calendarFeedDecider, 'calendar', calendarFeedId(person));
    return state.open;
  }
}
