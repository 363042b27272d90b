import { wholeMinutes, type Verdict } from '@hearth/domain';
import type { RunningMinutes } from '../room/document.js';
import { minutesAt } from '../room/running.js';

const spans = { 'day-minutes': 'day', 'week-minutes': 'week' } as const;

const spanOf = (kind: Verdict['kind']): 'day' | 'week' | null =>
  kind === 'day-minutes' || kind === 'week-minutes' ? spans[kind] : null;

const less = (value: unknown, by: number): number =>
  typeof value === 'number' ? Math.max(0, value - by) : 0;

/**
 * A verdict on minutes while they grow: nothing is told of a group in which everybody just sits, and the minutes that
 * were needed are there all the same. Any other verdict stays as it was given.
 */
export const verdictAt = (verdict: Verdict, counted: RunningMinutes, now: number): Verdict => {
  const { kind, status, targetMinutes, sentence } = verdict;
  const span = spanOf(kind);
  const more = minutesAt(counted, now) - wholeMinutes(counted.ms);
  const follows = span !== null && (status === 'on-track' || status === 'at-risk');
  // A rule on scheduled minutes, or one that counts fewer sessions, has another figure, which does not grow with this.
  if (!follows || more <= 0 || verdict.minutes !== wholeMinutes(counted.ms)) return verdict;
  const minutes = verdict.minutes + more;
  const neededMinutes = Math.max(0, targetMinutes - minutes);
  const reached = neededMinutes === 0;
  const values = {
    ...sentence.values,
    minutes,
    needed: neededMinutes,
    remaining: less(sentence.values['remaining'], more),
  };
  return {
    ...verdict,
    status: reached ? 'met' : status,
    minutes,
    neededMinutes,
    sentence: { key: reached ? `${span}.met` : sentence.key, values },
  };
};
