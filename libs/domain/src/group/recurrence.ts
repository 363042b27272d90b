import { RRuleTemporal } from 'rrule-temporal';
import { addDays, type LocalDate } from '../compliance/calendar.js';

/** Why a rule is not one that a group can meet by. */
export type RecurrenceFault = 'unreadable' | 'too-often' | 'sets-times' | 'never';

export type CheckedRecurrence =
  { readonly ok: true } | { readonly ok: false; readonly why: RecurrenceFault; readonly sentence: string };

/** Periods of a rule that are tried before it is given up: two centuries of days. */
const MAX_PERIODS = 75_000;
/** A rule that first happens later than this is taken for a mistake. */
const FIRST_WITHIN_YEARS = 10;

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const parts = new Set([
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'BYDAY',
  'BYMONTH',
  'BYMONTHDAY',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYSETPOS',
  'WKST',
]);
const timeParts = new Set(['BYHOUR', 'BYMINUTE', 'BYSECOND']);

const refused = (why: RecurrenceFault, sentence: string): CheckedRecurrence => ({ ok: false, why, sentence });

/**
 * A rule is unfolded in whole days, as if there were no time zones: the clock's time of a meeting is put on the day
 * afterwards. By RFC 5545 a meeting at a time that the clocks skip in spring would not take place; here it does.
 */
const ruleOf = (rule: string, from: LocalDate): RRuleTemporal =>
  new RRuleTemporal({
    rruleString: `DTSTART:${from.replaceAll('-', '')}T000000Z\nRRULE:${rule}`,
    maxIterations: MAX_PERIODS,
  });

const midnight = (day: LocalDate): Date => new Date(`${day}T00:00:00Z`);

const checkParts = (rule: string): CheckedRecurrence => {
  const named = rule.split(';').map((part) => part.split('=')[0] ?? '');
  const frequency = /(?:^|;)FREQ=([A-Z]+)/.exec(rule)?.[1];
  if (frequency === undefined)
    return refused(
      'unreadable',
      'The rule does not say how often: it needs FREQ, such as FREQ=WEEKLY;BYDAY=MO.',
    );
  if (named.some((part) => timeParts.has(part)))
    return refused(
      'sets-times',
      'The time of day is given beside the rule, so it must not have BYHOUR and the like.',
    );
  if (!frequencies.includes(frequency))
    return refused(
      'too-often',
      'A group meets at most once a day: FREQ can be DAILY, WEEKLY, MONTHLY or YEARLY.',
    );
  const empty = rule.split(';').find((part) => !/^[A-Z]+=\S+$/.test(part));
  if (empty !== undefined)
    return refused('unreadable', `A part of the rule says nothing, such as a day of the week: ${empty}.`);
  const unknown = named.find((part) => !parts.has(part));
  if (unknown !== undefined || new Set(named).size < named.length)
    return refused(
      'unreadable',
      `The rule has a part that is not understood, or one twice: ${unknown ?? rule}.`,
    );
  return { ok: true };
};

/** Whether the rule ever happens: soon, as almost every rule does, or at all. */
const happens = (rule: string, from: LocalDate): boolean =>
  [1, FIRST_WITHIN_YEARS].some(
    (years) =>
      ruleOf(rule, from).between(midnight(from), midnight(addDays(from, years * 366)), true).length > 0,
  );

/**
 * Whether a group can meet by a rule (RFC 5545, `FREQ=WEEKLY;BYDAY=MO,TH`) from a day on. One that never ends is
 * fine; one that never happens is not, and the sentence says what to look at.
 */
export const checkRecurrence = (rule: string, from: LocalDate): CheckedRecurrence => {
  const checked = checkParts(rule);
  if (!checked.ok) return checked;
  try {
    if (happens(rule, from)) return checked;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!/maximum iterations|candidate/i.test(error.message))
      return refused('unreadable', `The rule cannot be read: ${error.message}.`);
  }
  return refused(
    'never',
    'No day fits this rule: it ends before it begins, or asks for a date that does not exist, such as 30 February.',
  );
};

/** Each day on which a rule happens, from one day to another, both included; soonest first. */
export const daysByRule = (
  rule: string,
  from: LocalDate,
  window: { readonly from: LocalDate; readonly to: LocalDate },
): readonly LocalDate[] => {
  if (window.to < from || window.to < window.from) return [];
  const days = ruleOf(rule, from).between(midnight(window.from), midnight(window.to), true);
  return days.map((day) => day.toPlainDate().toString());
};
