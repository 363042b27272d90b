import {
  ageBandOn,
  daysOfWeek,
  evaluateWeek,
  findPack,
  lengthOf,
  noRule,
  onDay,
  shippedPacks,
  standingOf,
  weekRules,
  weekStartOf,
  wholeMinutes,
  type CareSession,
  type ProgrammeRules,
  type RulePack,
  type SayOfDay,
  type Verdict,
  type WeekRules,
  type WeekVerdicts,
} from '@hearth/domain';
import type { EnrollmentDocument, Episode } from '../enrollment/document.js';
import type { OutlineDocument } from '../outline/view.js';
import type { PatientProfile, StaffProfile } from '../profile/document.js';
import type { RunningMinutes } from '../room/document.js';
import type { RulesParts } from '../rule-pack/gather.js';
import { attendedOf, careOf, type Attended } from './care.js';
import type { PatientWeek, WeekDay, WeekDocument } from './document.js';
import { rememberedDays } from './remembered-days.js';

export interface WeekParts extends RulesParts {
  readonly enrollment: EnrollmentDocument | null;
  readonly outlines: readonly OutlineDocument[];
  readonly profile: PatientProfile | null;
  /** Those who lead the sessions. */
  readonly staff: readonly StaffProfile[];
}

const runningTotal = (attended: readonly Attended[]): RunningMinutes => ({
  ms: lengthOf(attended.flatMap(({ care }) => care.attended)),
  asOf: Math.max(0, ...attended.map(({ asOf }) => asOf)),
  running: attended.some(({ running }) => running),
  until: Math.max(0, ...attended.filter(({ running }) => running).map(({ until }) => until)),
});

const scheduledMinutes = (attended: readonly Attended[]): number =>
  wholeMinutes(lengthOf(attended.map(({ care }) => ({ from: care.startsAt, to: care.endsAt }))));

const remainingMinutes = (attended: readonly Attended[]): number =>
  wholeMinutes(lengthOf(attended.flatMap(({ care }) => (care.remaining === null ? [] : [care.remaining]))));

/** What is worth keeping beside the verdict on minutes: no rule that had nothing to ask, no session that was fine. */
const kept = (verdicts: readonly Verdict[], decisive: Verdict | null): readonly Verdict[] =>
  verdicts.filter(
    (verdict) =>
      verdict !== decisive &&
      verdict.status !== 'not-applicable' &&
      (verdict.sessionId === undefined || (verdict.status !== 'met' && verdict.status !== 'on-track')),
  );

const dayOf = (said: WeekVerdicts['days'][number], pack: RulePack, all: readonly Attended[]): WeekDay => {
  const attended = all.filter(({ care }) => care.day === said.day);
  const counted = runningTotal(attended);
  const verdict = said.minutes ?? noRule(pack, wholeMinutes(counted.ms));
  return {
    day: said.day,
    counted,
    scheduledMinutes: scheduledMinutes(attended),
    remainingMinutes: remainingMinutes(attended),
    verdict,
    others: kept(said.verdicts, verdict),
    standing: standingOf(said.verdicts),
    sessions: attended.map(({ care, title, countedMs, sealed, flags }) => ({
      sessionId: care.sessionId,
      title,
      countedMs,
      sealed,
      flags,
    })),
  };
};

const weekOf = (
  weekStart: string,
  rules: WeekRules,
  episode: Episode,
  attended: readonly Attended[],
  sessions: readonly CareSession[],
  parts: WeekParts,
  sayOfDay: SayOfDay,
): PatientWeek => {
  const programmePack = ownPack(rules, weekStart);
  const counts = new Set<string>(programmePack.definitions.countedSessionTypes);
  const days = daysOfWeek(weekStart);
  const said = evaluateWeek(rules, careOf(episode), sessions, days, sayOfDay);
  const counted = attended.filter(({ care }) => counts.has(care.sessionType));
  const within = counted.filter(({ care }) => days.includes(care.day));
  const minutes = runningTotal(within);
  const verdict = said.minutes ?? noRule(programmePack, wholeMinutes(minutes.ms));
  return {
    patientId: episode.patientId,
    enrollmentId: parts.enrollment?.enrollmentId ?? '',
    displayName: parts.profile?.displayName ?? '—',
    simulated: parts.profile?.simulated ?? false,
    payer: onDay(episode.payers, weekStart)?.payer ?? episode.payer,
    residenceState: onDay(episode.residences, weekStart)?.residenceState ?? episode.residenceState,
    trackId: onDay(episode.placements, weekStart)?.trackId ?? episode.trackId,
    ageBand: ageBandOn(episode, weekStart),
    weekStart,
    days: said.days.map((day) => dayOf(day, programmePack, within)),
    counted: minutes,
    verdict,
    others: kept(said.week, verdict),
    standing: standingOf([...said.week, ...said.days.flatMap(({ verdicts }) => verdicts)]),
  };
};

/** The rules of a programme; null when it is not established, or names a pack that there is not. */
export const rulesOf = ({ programme, rules, organisation }: RulesParts): ProgrammeRules | null => {
  if (programme?.established == null) return null;
  const { rulePackId: packId, rulePackVersion: packVersion } = programme.established;
  if (findPack(packId, packVersion) === undefined) return null;
  const { added, adopted, overrides } = rules ?? { added: [], adopted: [], overrides: [] };
  const organisationOverrides = organisation?.overrides ?? [];
  return { packId, packVersion, packs: shippedPacks, added, adopted, overrides, organisationOverrides };
};

/** The programme's own pack on a day. */
const ownPack = (rules: WeekRules, day: string): RulePack => {
  const own = rules.on(day).find(({ id }) => id === rules.packId);
  if (own === undefined) throw new Error(`There is no pack ${rules.packId}.`);
  return own;
};

/** All weeks of an episode of care that have a session, judged by all rules that apply. Null without an episode. */
export const deriveWeek = (enrollmentId: string, parts: WeekParts): WeekDocument | null => {
  const { enrollment, programme } = parts;
  const decided = rulesOf(parts);
  if (enrollment?.episode == null || programme?.established == null || decided === null) return null;
  const rules = weekRules(decided);
  const { episode, credits } = enrollment;
  const { timeZone } = programme.established;
  const attended = attendedOf(parts.outlines, parts.staff, episode, credits, timeZone);
  const { countedSessionTypes, weekStart } = ownPack(rules, episode.startsOn).definitions;
  const counts = new Set<string>(countedSessionTypes);
  const days = attended.filter(({ care }) => counts.has(care.sessionType)).map(({ care }) => care.day);
  const starts = [...new Set(days.map((day) => weekStartOf(day, weekStart)))].sort();
  const sessions = attended.map(({ care }) => care);
  const sayOfDay = rememberedDays(enrollmentId, decided, careOf(episode), sessions);
  return {
    enrollmentId,
    patientId: episode.patientId,
    programmeId: episode.programmeId,
    timeZone,
    weeks: starts.map((start) => weekOf(start, rules, episode, attended, sessions, parts, sayOfDay)),
  };
};
