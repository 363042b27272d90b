import { daysApart } from '@hearth/domain';
import { lookupOn, type ViewReader } from '@hearth/projections';
import { deriveCalendar, gatherCalendar, type ProgrammeCalendarDocument } from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { notFound, ProblemError } from '../problem/problem-error.js';
import { VIEWS } from '../services.js';

/** As many days as anybody plans at once, and as are made of groups. */
const MAX_DAYS = 35;

/** The calendar of a programme for any days, from the views as they are now; its weeks are pushed over the live channel. */
@Injectable()
export class ProgrammeCalendars {
  constructor(@Inject(VIEWS) private readonly views: ViewReader) {}

  /** @throws ProblemError when there is no such programme, or for too many days at once */
  async read(programmeId: string, from: string, to: string): Promise<ProgrammeCalendarDocument> {
    if (daysApart(from, to) < 0 || daysApart(from, to) >= MAX_DAYS)
      throw new ProblemError('invalid-body', {}, [{ path: 'to', message: `is not within ${MAX_DAYS} days` }]);
    const parts = await gatherCalendar(lookupOn(this.views), programmeId, from, to);
    const calendar = deriveCalendar(programmeId, from, to, parts);
    if (calendar === null) throw notFound();
    return calendar;
  }
}
