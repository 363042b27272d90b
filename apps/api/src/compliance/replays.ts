import type { ReplayAnswer, ReplayBody, ReplayJobAnswer } from '@hearth/contracts';
import { DIRECT_REPLAY_DAYS } from '@hearth/contracts';
import { daysApart, Rejection } from '@hearth/domain';
import { lookupOn, type ReplayDesk, type ReplayTicket, type ViewReader } from '@hearth/projections';
import {
  comparedRules,
  patientView,
  programmeRules,
  replayProgramme,
  type Lookup,
  type ReplayReport,
} from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import type { Acting } from '../access/principal.js';
import { derivedId } from '../command/command-id.js';
import { notFound } from '../problem/problem-error.js';
import { REPLAYS, VIEWS } from '../services.js';

/** Names are of now, and for whoever reads the report: what is kept of it has none. */
const named = async (report: ReplayReport, lookup: Lookup): Promise<ReplayAnswer> => {
  const ids = [...new Set(report.flips.map(({ patientId }) => patientId))];
  const profiles = await lookup.documents(patientView, ids);
  const people = new Map(profiles.map((profile) => [profile.personId, profile]));
  const flips = report.flips.map(({ patientId, ...flip }) => ({
    ...flip,
    displayName: people.get(patientId)?.displayName ?? '',
    simulated: people.get(patientId)?.simulated ?? false,
  }));
  const order = new Intl.Collator('en');
  return {
    ...report,
    flips: flips.sort((a, b) => order.compare(a.on, b.on) || order.compare(a.displayName, b.displayName)),
  };
};

/** Periods judged again under other rules, before those are put in force. */
@Injectable()
export class Replays {
  constructor(
    @Inject(VIEWS) private readonly views: ViewReader,
    @Inject(REPLAYS) private readonly desk: ReplayDesk,
  ) {}

  /**
   * A short period, at once.
   * @throws ProblemError `not-found` for a programme or a version that there is not
   * @throws Rejection `invalid` for a period that ends before it begins or is too long, or parameters that cannot be
   */
  async ofProgramme(programmeId: string, body: ReplayBody): Promise<ReplayAnswer> {
    if (daysApart(body.from, body.to) >= DIRECT_REPLAY_DAYS) {
      throw new Rejection('invalid', { faults: [`to is ${DIRECT_REPLAY_DAYS} days or more after from`] });
    }
    const lookup = lookupOn(this.views);
    const replay = replayProgramme(lookup, programmeId, body);
    let step = await replay.next();
    while (step.done !== true) {
      // Others want answers too meanwhile.
      await setImmediate();
      step = await replay.next();
    }
    if (step.value === null) throw notFound();
    return named(step.value, lookup);
  }

  /** Has a period of any length judged by the worker. @returns its id @throws as `ofProgramme` */
  async ask(acting: Acting, programmeId: string, request: ReplayBody): Promise<string> {
    const decided = await programmeRules(lookupOn(this.views), programmeId);
    if (decided === null || comparedRules(decided, request) === null) throw notFound();
    const replayId = derivedId(acting, `replay-${programmeId}`, 'AskForReplay');
    const { id: by } = acting.principal.person;
    await this.desk.ask({ replayId, programmeId, by, askedAt: acting.at, request });
    return replayId;
  }

  /** The one that was asked for last; null when it is not kept any more. */
  async newest(programmeId: string): Promise<ReplayJobAnswer | null> {
    const replayId = await this.desk.newest(programmeId);
    const ticket = replayId === null ? null : await this.desk.find(replayId);
    return ticket === null ? null : this.#answer(ticket);
  }

  /** @throws ProblemError `not-found` for one of another programme, or one that is not kept any more */
  async find(programmeId: string, replayId: string): Promise<ReplayJobAnswer> {
    return this.#answer(await this.#ticket(programmeId, replayId));
  }

  /** @throws ProblemError `not-found` as `find` */
  async cancel(programmeId: string, replayId: string): Promise<void> {
    await this.#ticket(programmeId, replayId);
    await this.desk.cancel(replayId);
  }

  async #ticket(programmeId: string, replayId: string): Promise<ReplayTicket> {
    const ticket = await this.desk.find(replayId);
    if (ticket?.programmeId !== programmeId) throw notFound();
    return ticket;
  }

  async #answer({
    replayId,
    state,
    done,
    of,
    askedAt,
    request,
    report,
  }: ReplayTicket): Promise<ReplayJobAnswer> {
    const answer = report === null ? null : await named(report, lookupOn(this.views));
    return { replayId, state, done, of, askedAt, request, report: answer };
  }
}
