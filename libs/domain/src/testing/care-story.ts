import { addDays, startOfDay } from '../compliance/calendar.js';
import type { CareContext, CareSession } from '../compliance/care-context.js';
import { evaluateWeek, type WeekRules, type WeekVerdicts } from '../compliance/evaluate-week.js';
import type { RulePack } from '../compliance/rule-pack.js';
import { daysOfWeek } from '../compliance/calendar.js';
import type { Verdict } from '../compliance/verdict.js';
import { MINUTE } from '../time.js';

/** Monday of the week that the stories play in. */
export const MONDAY = '2026-11-16';
/** Days of that week by their place in it: 0 is Monday. */
export const weekday = (place: number): string => addDays(MONDAY, place);

/** An adult in the middle of an episode of care; what a story is about is given. */
export const careOf = (
  of: Partial<CareContext> & { readonly payer?: string; readonly state?: string } = {},
): CareContext => {
  const { payer = 'Commercial', state = 'PA', ...rest } = of;
  return {
    ageBand: 'adult',
    birthDate: null,
    programmeKind: null,
    startsOn: '2026-10-05',
    lastDay: '2026-12-20',
    ended: false,
    payers: [{ from: '2026-10-05', payer }],
    residences: [{ from: '2026-10-05', residenceState: state, residenceType: 'home' }],
    intensities: [],
    pauses: [],
    ...rest,
  };
};

const EVENING = 17 * 60 + 30;
let made = 0;

/**
 * A session of a length in minutes on a day; over, and attended whole, as long as nothing else is said.
 * `attended`: minutes from the start. `planned`: nothing of it has happened yet.
 */
export const session = (
  day: string,
  length: number,
  of: Partial<Omit<CareSession, 'attended'>> & {
    readonly attended?: number;
    readonly lateBy?: number;
    readonly planned?: boolean;
    readonly at?: number;
  } = {},
): CareSession => {
  made += 1;
  const { attended = length, lateBy = 0, planned = false, at = EVENING, ...rest } = of;
  const startsAt = startOfDay(day, 'America/New_York') + at * MINUTE;
  const endsAt = startsAt + length * MINUTE;
  const from = startsAt + lateBy * MINUTE;
  const to = startsAt + attended * MINUTE;
  return {
    sessionId: `session-${made}`,
    sessionType: 'process-group',
    modality: 'video',
    day,
    startsAt,
    endsAt,
    attended: planned || to <= from ? [] : [{ from, to }],
    remaining: planned ? { from: startsAt, to: endsAt } : null,
    expected: 8,
    present: planned ? null : 8,
    facilitators: 1,
    patientState: null,
    licensedIn: null,
    ...rest,
  };
};

/** These packs, on every day; the first is the programme's own. */
export const rulesOf = (packs: readonly RulePack[], adopted: readonly string[] = []): WeekRules => ({
  packId: packs[0]?.id ?? '',
  on: () => packs,
  adopted,
});

export const judged = (
  packs: readonly RulePack[],
  care: CareContext,
  sessions: readonly CareSession[],
  anyDay = MONDAY,
): WeekVerdicts => evaluateWeek(rulesOf(packs), care, sessions, daysOfWeek(anyDay));

/** What one rule said: of the week, or of the days in their order. */
export const saidBy = (ruleId: string, week: WeekVerdicts): readonly Verdict[] =>
  [...week.week, ...week.days.flatMap(({ verdicts }) => verdicts)].filter(
    (verdict) => verdict.ruleId === ruleId,
  );
