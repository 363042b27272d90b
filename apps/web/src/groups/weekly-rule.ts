import { addDays, checkRecurrence, daysByRule } from '@hearth/domain';

/** The days of a week as RFC 5545 names them, Monday first. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** A week as a form has it. */
export interface WeeklyRule {
  readonly days: readonly string[];
  /** Every so many weeks. */
  readonly every: number;
  /** The last day on which it can happen; null for no end. */
  readonly until: string | null;
}

/** As RFC 5545 writes it. */
export const ruleText = ({ days, every, until }: WeeklyRule): string =>
  [
    'FREQ=WEEKLY',
    ...(every === 1 ? [] : [`INTERVAL=${every}`]),
    `BYDAY=${weekdays.filter((day) => days.includes(day)).join(',')}`,
    ...(until === null ? [] : [`UNTIL=${until.replaceAll('-', '')}`]),
  ].join(';');

const isoOf = (until: string): string => `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;

/** What a form can show of a rule; null for one that says more than a form has fields for. */
export const readRule = (rule: string): WeeklyRule | null => {
  const parts = new Map(
    rule.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name, value] as const;
    }),
  );
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'UNTIL'];
  const days = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  const every = Number(parts.get('INTERVAL') ?? '1');
  const isPlain =
    parts.get('FREQ') === 'WEEKLY' &&
    parts.has('BYDAY') &&
    [...parts.keys()].every((name) => known.includes(name)) &&
    days.every((day) => weekdays.some((each) => each === day)) &&
    Number.isInteger(every) &&
    every > 0;
  if (!isPlain) return null;
  const until = parts.get('UNTIL');
  return { days, every, until: until === undefined ? null : isoOf(until) };
};

const SHOWN = 6;
const WITHIN_DAYS = 120;

/** The next days by a rule, from today on; none for one that cannot be read. */
export const nextDays = (rule: string, from: string, today: string): readonly string[] => {
  if (!checkRecurrence(rule, from).ok) return [];
  const first = from > today ? from : today;
  return daysByRule(rule, from, { from: first, to: addDays(first, WITHIN_DAYS) }).slice(0, SHOWN);
};
