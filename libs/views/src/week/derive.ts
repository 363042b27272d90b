import {
  daysOfWeek,
  findPack,
  lengthOf,
  localDate,
  ruleFor,
  verdictOf,
  weekStartOf,
  wholeMinutes,
  addDays,
  type Interval,
  type RulePack,
} from '@hearth/domain';
import type { Credit, EnrollmentDocument } from '../enrollment/document.js';
import type { OutlineDocument } from '../outline/view.js';
import type { PatientProfile } from '../profile/document.js';
import type { ProgrammeDocument } from '../programme/view.js';
import type { RunningMinutes } from '../room/document.js';
import type { PatientWeek, WeekDay, WeekDocument } from './document.js';

export interface WeekParts {
  readonly enrollment: EnrollmentDocument | null;
  readonly outlines: readonly OutlineDocument[];
  readonly profile: PatientProfile | null;
  readonly programme: ProgrammeDocument | null;
}

/** One session as far as a patient's minutes go, whether still running or sealed and credited. */
interface Attended {
  readonly sessionId: string;
  readonly title: string;
  readonly day: string;
  readonly scheduledMs: number;
  readonly remainingMs: number;
  readonly spans: readonly Interval[];
  readonly countedMs: number;
  readonly asOf: number;
  readonly running: boolean;
  readonly until: number;
  readonly sealed: boolean;
  readonly flags: readonly string[];
}

type Episode = NonNullable<EnrollmentDocument['episode']>;

const isOver = (status: OutlineDocument['status']): boolean => status === 'ended' || status === 'sealed';

const attendedIn = (outline: OutlineDocument, patientId: string, credit: Credit | undefined): Attended => {
  const me = outline.patients.find((each) => each.patientId === patientId);
  const asOf = me?.counted.asOf ?? 0;
  const shutOut = me === undefined || me.place === 'removed' || me.place === 'turned-away';
  const stillToCome = outline.endsAt - Math.max(outline.startsAt, Math.min(asOf, outline.endsAt));
  const over = isOver(outline.status);
  return {
    sessionId: outline.sessionId,
    title: outline.title,
    day: localDate(outline.startsAt, outline.timeZone),
    scheduledMs: outline.endsAt - outline.startsAt,
    remainingMs: over || shutOut ? 0 : stillToCome,
    spans: credit?.countedSpans ?? me?.countedSpans ?? [],
    countedMs: credit?.countedMs ?? me?.counted.ms ?? 0,
    asOf,
    running: !over && (me?.counted.running ?? false),
    until: me?.counted.until ?? outline.endsAt,
    sealed: credit !== undefined,
    flags: credit?.flags ?? me?.flags ?? [],
  };
};

const runningTotal = (attended: readonly Attended[]): RunningMinutes => ({
  ms: lengthOf(attended.flatMap(({ spans }) => spans)),
  asOf: Math.max(0, ...attended.map(({ asOf }) => asOf)),
  running: attended.some(({ running }) => running),
  until: Math.max(0, ...attended.filter(({ running }) => running).map(({ until }) => until)),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const judged = (
  pack: RulePack,
  kind: 'day-minutes' | 'week-minutes',
  episode: Episode,
  attended: readonly Attended[],
  partial: boolean,
): WeekDay['verdict'] => {
  const remainingMs = sum(attended.map((each) => each.remainingMs));
  return verdictOf(pack, ruleFor(pack, kind, episode.ageBand), {
    countedMs: runningTotal(attended).ms,
    scheduledMs: sum(attended.map((each) => each.scheduledMs)),
    remainingMs,
    over: remainingMs === 0,
    partial,
  });
};

const dayOf = (day: string, pack: RulePack, episode: Episode, all: readonly Attended[]): WeekDay => {
  const attended = all.filter((each) => each.day === day);
  return {
    day,
    counted: runningTotal(attended),
    scheduledMinutes: wholeMinutes(sum(attended.map((each) => each.scheduledMs))),
    remainingMinutes: wholeMinutes(sum(attended.map((each) => each.remainingMs))),
    verdict: judged(pack, 'day-minutes', episode, attended, false),
    sessions: attended.map(({ sessionId, title, countedMs, sealed, flags }) => ({
      sessionId,
      title,
      countedMs,
      sealed,
      flags,
    })),
  };
};

const covers = (episode: Episode, weekStart: string): boolean =>
  episode.startsOn <= weekStart && (episode.endedOn ?? episode.plannedEndOn) >= addDays(weekStart, 6);

const weekOf = (
  weekStart: string,
  pack: RulePack,
  episode: Episode,
  attended: readonly Attended[],
  parts: WeekParts,
): PatientWeek => {
  const days = daysOfWeek(weekStart);
  const within = attended.filter(({ day }) => days.includes(day));
  return {
    patientId: episode.patientId,
    enrollmentId: parts.enrollment?.enrollmentId ?? '',
    displayName: parts.profile?.displayName ?? '—',
    simulated: parts.profile?.simulated ?? false,
    payer: episode.payer,
    ageBand: episode.ageBand,
    weekStart,
    days: days.map((day) => dayOf(day, pack, episode, within)),
    counted: runningTotal(within),
    verdict: judged(pack, 'week-minutes', episode, within, !covers(episode, weekStart)),
  };
};

/** All weeks of an episode of care that have a session, judged by the programme's pack. Null without an episode. */
export const deriveWeek = (enrollmentId: string, parts: WeekParts): WeekDocument | null => {
  const { enrollment, programme } = parts;
  if (enrollment?.episode == null || programme?.established == null) return null;
  const { episode, credits } = enrollment;
  const { timeZone, rulePackId, rulePackVersion } = programme.established;
  const pack = findPack(rulePackId, rulePackVersion);
  if (pack === undefined) return null;
  const counts = new Set<string>(pack.definitions.countedSessionTypes);
  const attended = parts.outlines
    .filter(({ status, sessionType }) => status !== 'cancelled' && counts.has(sessionType))
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((outline) =>
      attendedIn(
        outline,
        episode.patientId,
        credits.find(({ sessionId }) => sessionId === outline.sessionId),
      ),
    );
  const starts = [...new Set(attended.map(({ day }) => weekStartOf(day, pack.definitions.weekStart)))].sort();
  return {
    enrollmentId,
    patientId: episode.patientId,
    programmeId: episode.programmeId,
    timeZone,
    weeks: starts.map((weekStart) => weekOf(weekStart, pack, episode, attended, parts)),
  };
};
