import { isGroupType } from '../../session/scheduling-events.js';
import type { Interval, Milliseconds } from '../../time.js';
import { addDays, daysOfWeek, weekStartOf, type LocalDate } from '../calendar.js';
import { appliesToSession, isOver, type CareContext, type CareSession } from '../care-context.js';
import type { Rule, RuleKind, RuleOf } from '../rule-kinds.js';
import type { RulePack } from '../rule-pack.js';
import { lengthOf, unionOf } from '../union.js';
import { wholeMinutes } from '../verdict.js';

/** Everything that the rules of one pack see of a patient's week. */
export interface WeekFacts {
  readonly pack: RulePack;
  readonly care: CareContext;
  readonly weekStart: LocalDate;
  readonly days: readonly LocalDate[];
  /** All sessions of the episode whose type counts, in the order of their start; the rules look further than a week. */
  readonly sessions: readonly CareSession[];
  readonly byDay: ReadonlyMap<LocalDate, readonly CareSession[]>;
}

export interface Judging<Kind extends RuleKind> {
  readonly rule: RuleOf<Kind>;
  readonly facts: WeekFacts;
}

const byStart = (a: CareSession, b: CareSession): number =>
  a.startsAt - b.startsAt || (a.sessionId < b.sessionId ? -1 : a.sessionId > b.sessionId ? 1 : 0);

/** Who came within the grace, where a pack forgives that, was there from the start. */
const forgiven = (pack: RulePack, session: CareSession): readonly Interval[] => {
  const { lateness, graceLateMinutes } = pack.definitions;
  const attended = unionOf(session.attended);
  const [first] = attended;
  if (lateness !== 'forgiven-within-grace' || first === undefined) return attended;
  const late = first.from - session.startsAt;
  return late > 0 && late <= graceLateMinutes * 60_000
    ? unionOf([...attended, { from: session.startsAt, to: first.from }])
    : attended;
};

const countedBy = (pack: RulePack, session: CareSession): CareSession => {
  const attended = forgiven(pack, session);
  const isEnough = lengthOf(attended) >= pack.definitions.minPresentMinutes * 60_000;
  return { ...session, attended: isEnough || !isOver(session) ? attended : [] };
};

/** The sessions of an episode as a pack counts them. */
interface Counted {
  readonly sessions: readonly CareSession[];
  readonly byDay: ReadonlyMap<LocalDate, readonly CareSession[]>;
}

const count = (pack: RulePack, sessions: readonly CareSession[]): Counted => {
  const types = new Set<string>(pack.definitions.countedSessionTypes);
  const counted = sessions
    .filter(({ sessionType }) => types.has(sessionType))
    .map((session) => countedBy(pack, session))
    .sort(byStart);
  const byDay = new Map<LocalDate, CareSession[]>();
  for (const session of counted) {
    const day = byDay.get(session.day);
    if (day === undefined) byDay.set(session.day, [session]);
    else day.push(session);
  }
  return { sessions: counted, byDay };
};

// A long period asks of the same sessions week after week; nothing is kept longer than the sessions themselves.
const known = new WeakMap<readonly CareSession[], WeakMap<RulePack, Counted>>();

const countOnce = (pack: RulePack, sessions: readonly CareSession[]): Counted => {
  const ofSessions = known.get(sessions) ?? new WeakMap<RulePack, Counted>();
  known.set(sessions, ofSessions);
  const counted = ofSessions.get(pack) ?? count(pack, sessions);
  ofSessions.set(pack, counted);
  return counted;
};

/** A week as a pack sees it: by its own definitions of what counts and when weeks begin. */
export const weekFacts = (
  pack: RulePack,
  care: CareContext,
  sessions: readonly CareSession[],
  anyDay: LocalDate,
): WeekFacts => {
  const weekStart = weekStartOf(anyDay, pack.definitions.weekStart);
  return { pack, care, weekStart, days: daysOfWeek(weekStart), ...countOnce(pack, sessions) };
};

const ofDay = (facts: WeekFacts, day: LocalDate): readonly CareSession[] => facts.byDay.get(day) ?? [];

/** The sessions that a rule is about, of the days from one to another, both in it. */
export const sessionsWithin = (
  { rule, facts }: { readonly rule: Pick<Rule, 'appliesWhen'>; readonly facts: WeekFacts },
  from: LocalDate,
  to: LocalDate,
): readonly CareSession[] => {
  const meant =
    from === to
      ? ofDay(facts, from)
      : from === facts.weekStart && to === facts.days.at(-1)
        ? facts.days.flatMap((day) => ofDay(facts, day))
        : facts.sessions.filter(({ day }) => day >= from && day <= to);
  return meant.filter((session) => appliesToSession(rule.appliesWhen, session));
};

export const sessionsOfWeek = (judging: {
  readonly rule: Pick<Rule, 'appliesWhen'>;
  readonly facts: WeekFacts;
}): readonly CareSession[] =>
  sessionsWithin(judging, judging.facts.weekStart, addDays(judging.facts.weekStart, 6));

/** What can be said of the minutes of some sessions; the same minute counts once. */
export interface Minutes {
  readonly attendedMs: Milliseconds;
  readonly scheduledMs: Milliseconds;
  /** What the sessions to come can add to what was attended. */
  readonly remainingMs: Milliseconds;
  readonly over: boolean;
  /** Sessions that can still be attended, soonest first. */
  readonly open: readonly string[];
}

export const minutesOf = (sessions: readonly CareSession[]): Minutes => {
  const attended = sessions.flatMap((session) => session.attended);
  const remaining = sessions.flatMap((session) => (session.remaining === null ? [] : [session.remaining]));
  const attendedMs = lengthOf(attended);
  return {
    attendedMs,
    scheduledMs: lengthOf(sessions.map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt }))),
    remainingMs: lengthOf([...attended, ...remaining]) - attendedMs,
    over: sessions.every(isOver),
    open: sessions.filter(({ remaining: left }) => left !== null).map(({ sessionId }) => sessionId),
  };
};

/** The figure that a rule measures, and what can still be added to it. */
export const basisOf = (
  basis: 'attended' | 'scheduled',
  minutes: Minutes,
): { readonly figure: number; readonly reachable: number } =>
  basis === 'scheduled'
    ? { figure: wholeMinutes(minutes.scheduledMs), reachable: wholeMinutes(minutes.scheduledMs) }
    : {
        figure: wholeMinutes(minutes.attendedMs),
        reachable: wholeMinutes(minutes.attendedMs + minutes.remainingMs),
      };

/** Whether somebody was there, or can still come. */
export const wasThere = ({ attended }: CareSession): boolean => lengthOf(attended) > 0;

export const isGroup = ({ sessionType }: CareSession): boolean => isGroupType(sessionType);
