import {
  daysOfWeek,
  flipsBetween,
  judgeWeek,
  overrideFaults,
  overridesInOrder,
  readPackText,
  refuseFaults,
  rulesUnder,
  unsignedSaying,
  weekRules,
  weekStartOf,
  type Flip,
  type LocalDate,
  type ProgrammeRules,
  type RuleOverride,
  type RulePack,
  type WeekRules,
} from '@hearth/domain';
import { enrollmentsOfProgramme } from '../enrollment/view.js';
import type { Lookup } from '../view.js';
import { episodeOfRules, programmeRules, type EpisodeOfRules } from './episode-of-rules.js';

/** A period to be judged again: under a version of a pack, under other figures of it, or under one only written yet. */
export interface ReplayRequest {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly packId: string;
  readonly version: number;
  readonly proposal?: Pick<RuleOverride, 'ruleId' | 'parameters'> | undefined;
  /** A pack as JSON text, in place of `packId` and `version`. */
  readonly document?: string | undefined;
}

/** A flip of one patient, without a name. */
export type ReplayFlip = Flip & { readonly enrollmentId: string; readonly patientId: string };

/** What a period looks like under other rules. */
export interface ReplayReport {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly packId: string;
  readonly version: number;
  /** What was looked at. */
  readonly patients: number;
  readonly weeks: number;
  /** Days and weeks of a patient on which a rule says something else. */
  readonly daysFlipped: number;
  readonly weeksFlipped: number;
  /** By day, the first `MOST_FLIPS` of them. */
  readonly flips: readonly ReplayFlip[];
  /** How many more there are. */
  readonly leftOut: number;
}

/** How many enrollments of how many have been judged. */
export interface ReplayProgress {
  readonly done: number;
  readonly of: number;
}

/** More than anybody reads; a report of a year under a pack that changes everything must not fill a memory. */
export const MOST_FLIPS = 20_000;

/** The pack to be tried: one that is there, or one that is only written yet. */
const packOf = (decided: ProgrammeRules, request: ReplayRequest): RulePack | undefined => {
  const { document, packId, version } = request;
  if (document === undefined) {
    return [...decided.packs, ...decided.added].find(
      (pack) => pack.id === packId && pack.version === version,
    );
  }
  const reading = readPackText(document);
  return reading.ok ? reading.pack : refuseFaults(reading.faults);
};

const proposed = (pack: RulePack, { from, to, proposal }: ReplayRequest): readonly RuleOverride[] => {
  if (proposal === undefined) return [];
  const override = {
    overrideId: 'proposal',
    packId: pack.id,
    effectiveFrom: from,
    effectiveTo: to,
    ...proposal,
  };
  const faults = overrideFaults(pack, override);
  return faults.length > 0 ? refuseFaults(faults) : [override];
};

/** The rules as they are, and as they are tried. */
interface Compared {
  readonly pack: RulePack;
  readonly before: WeekRules;
  readonly after: WeekRules;
}

/**
 * What a request means by the rules of a programme; what is tried goes before everything else that is decided. Null for a
 * version of a pack that there is not.
 * @throws Rejection `invalid` for a period that ends before it begins, or parameters or a pack that cannot be
 */
export const comparedRules = (decided: ProgrammeRules, request: ReplayRequest): Compared | null => {
  if (request.to < request.from) return refuseFaults([{ path: 'to', message: 'is before from' }]);
  const pack = packOf(decided, request);
  if (pack === undefined) return null;
  const before = weekRules(decided);
  const overrides = [...overridesInOrder(decided), ...proposed(pack, request)];
  return { pack, before, after: rulesUnder(before, pack, overrides) };
};

/** The weeks of an episode that have a session in the period. */
const weeksOf = ({ attended }: EpisodeOfRules, { from, to }: ReplayRequest): readonly LocalDate[] => {
  const days = attended.map(({ care }) => care.day).filter((day) => day >= from && day <= to);
  return [...new Set(days.map((day) => weekStartOf(day, 'monday')))].sort();
};

const flipsOf = (
  { enrollmentId, episode, care, attended }: EpisodeOfRules,
  { before, after }: Compared,
  request: ReplayRequest,
  weeks: readonly LocalDate[],
): readonly ReplayFlip[] => {
  const sessions = attended.map((each) => each.care);
  const { patientId } = episode;
  return weeks.flatMap((weekStart) => {
    const days = daysOfWeek(weekStart);
    const flips = flipsBetween(
      judgeWeek(before, care, sessions, days, unsignedSaying),
      judgeWeek(after, care, sessions, days, unsignedSaying),
    );
    return flips
      .filter(({ span, on }) => span === 'week' || (on >= request.from && on <= request.to))
      .map((flip) => ({ ...flip, enrollmentId, patientId }));
  });
};

const distinct = (flips: readonly ReplayFlip[], span: Flip['span']): number =>
  new Set(flips.filter((flip) => flip.span === span).map(({ enrollmentId, on }) => `${enrollmentId} ${on}`))
    .size;

const byDay = (a: ReplayFlip, b: ReplayFlip): number =>
  a.on.localeCompare(b.on) ||
  (a.enrollmentId < b.enrollmentId ? -1 : a.enrollmentId > b.enrollmentId ? 1 : 0);

/**
 * Judges a period of a programme again, patient by patient, so that whoever asks can show how far it is, rest between, or
 * stop. Null at the end when there is no such programme or version.
 * @throws Rejection as `comparedRules`
 */
export async function* replayProgramme(
  lookup: Lookup,
  programmeId: string,
  request: ReplayRequest,
): AsyncGenerator<ReplayProgress, ReplayReport | null> {
  const decided = await programmeRules(lookup, programmeId);
  const compared = decided === null ? null : comparedRules(decided, request);
  if (compared === null) return null;
  const enrollmentIds = [...(await lookup.members(enrollmentsOfProgramme(programmeId)))].sort();
  const flips: ReplayFlip[] = [];
  let [patients, weeks] = [0, 0];
  for (const [index, enrollmentId] of enrollmentIds.entries()) {
    const episode = await episodeOfRules(lookup, enrollmentId);
    const judged = episode === null ? [] : weeksOf(episode, request);
    if (episode !== null && judged.length > 0) {
      patients += 1;
      weeks += judged.length;
      flips.push(...flipsOf(episode, compared, request, judged));
    }
    yield { done: index + 1, of: enrollmentIds.length };
  }
  const { from, to } = request;
  return {
    ...{ from, to, packId: compared.pack.id, version: compared.pack.version, patients, weeks },
    daysFlipped: distinct(flips, 'day'),
    weeksFlipped: distinct(flips, 'week'),
    flips: flips.sort(byDay).slice(0, MOST_FLIPS),
    leftOut: Math.max(0, flips.length - MOST_FLIPS),
  };
}
