import type { ReplayAnswer, ReplayBody } from '@hearth/contracts';
import {
  daysOfWeek,
  flipsBetween,
  judgeWeek,
  overrideFaults,
  overridesInOrder,
  readPackText,
  Rejection,
  rulesUnder,
  unsignedSaying,
  weekRules,
  weekStartOf,
  type ProgrammeRules,
  type RuleOverride,
  type RulePack,
  type WeekRules,
} from '@hearth/domain';
import type { ViewReader } from '@hearth/projections';
import { enrollmentsOfProgramme } from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { notFound } from '../problem/problem-error.js';
import { VIEWS } from '../services.js';
import { episodeOfRules, lookupOn, programmeRules, type EpisodeOfRules } from './week-reader.js';

const proposed = (pack: RulePack, body: ReplayBody): readonly RuleOverride[] => {
  if (body.proposal === undefined) return [];
  const override: RuleOverride = {
    overrideId: 'proposal',
    packId: pack.id,
    effectiveFrom: body.from,
    effectiveTo: body.to,
    ...body.proposal,
  };
  const faults = overrideFaults(pack, override);
  if (faults.length > 0) {
    throw new Rejection('invalid', { faults: faults.map(({ path, message }) => `${path} ${message}`) });
  }
  return [override];
};

/** The weeks of an episode that have a session in the period. */
const weeksOf = ({ attended }: EpisodeOfRules, { from, to }: ReplayBody): readonly string[] => {
  const days = attended.map(({ care }) => care.day).filter((day) => day >= from && day <= to);
  return [...new Set(days.map((day) => weekStartOf(day, 'monday')))].sort();
};

type Flips = ReplayAnswer['flips'];

const flipsOf = (episode: EpisodeOfRules, before: WeekRules, after: WeekRules, body: ReplayBody): Flips => {
  const { enrollmentId, displayName, simulated, care, attended } = episode;
  const sessions = attended.map((each) => each.care);
  return weeksOf(episode, body).flatMap((weekStart) => {
    const days = daysOfWeek(weekStart);
    const flips = flipsBetween(
      judgeWeek(before, care, sessions, days, unsignedSaying),
      judgeWeek(after, care, sessions, days, unsignedSaying),
    );
    return flips
      .filter(({ span, on }) => span === 'week' || (on >= body.from && on <= body.to))
      .map((flip) => ({ ...flip, enrollmentId, displayName, simulated }));
  });
};

const distinct = (flips: Flips, span: 'day' | 'week'): number =>
  new Set(flips.filter((flip) => flip.span === span).map(({ enrollmentId, on }) => `${enrollmentId} ${on}`))
    .size;

/** Periods judged again under other rules, before those are put in force. */
@Injectable()
export class Replays {
  constructor(@Inject(VIEWS) private readonly views: ViewReader) {}

  /**
   * @throws ProblemError `not-found` for a programme or a version that there is not
   * @throws Rejection `invalid` for a period that ends before it begins, or parameters that cannot be
   */
  async ofProgramme(programmeId: string, body: ReplayBody): Promise<ReplayAnswer> {
    if (body.to < body.from) throw new Rejection('invalid', { faults: ['to is before from'] });
    const lookup = lookupOn(this.views);
    const decided = await programmeRules(lookup, programmeId);
    const pack = decided === null ? undefined : packOf(decided, body);
    if (decided === null || pack === undefined) throw notFound();
    const before = weekRules(decided);
    const after = rulesUnder(before, pack, [...overridesInOrder(decided), ...proposed(pack, body)]);
    const flips: Flips[number][] = [];
    let [patients, weeks] = [0, 0];
    for (const enrollmentId of await this.views.members(enrollmentsOfProgramme(programmeId))) {
      const episode = await episodeOfRules(lookup, enrollmentId);
      const judged = episode === null ? 0 : weeksOf(episode, body).length;
      if (episode === null || judged === 0) continue;
      patients += 1;
      weeks += judged;
      flips.push(...flipsOf(episode, before, after, body));
      // Others want answers too while a long period is judged.
      await setImmediate();
    }
    const { from, to } = body;
    return {
      ...{ from, to, packId: pack.id, version: pack.version, patients, weeks },
      daysFlipped: distinct(flips, 'day'),
      weeksFlipped: distinct(flips, 'week'),
      flips: flips.sort((a, b) => a.on.localeCompare(b.on) || a.displayName.localeCompare(b.displayName)),
    };
  }
}

/** The pack to be tried: one that is there, or one that is only written yet. @throws Rejection `invalid` */
const packOf = (decided: ProgrammeRules, body: ReplayBody): RulePack | undefined => {
  if (body.document === undefined) return versionOf(decided, body);
  const reading = readPackText(body.document);
  if (reading.ok) return reading.pack;
  const faults = reading.faults.map(({ path, message }) => `${path} ${message}`.trim());
  throw new Rejection('invalid', { faults });
};

const versionOf = (decided: ProgrammeRules, { packId, version }: ReplayBody): RulePack | undefined =>
  [...decided.packs, ...decided.added].find((pack) => pack.id === packId && pack.version === version);
