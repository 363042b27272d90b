import {
  daysOfWeek,
  flipsBetween,
  judgeWeek,
  localDate,
  rulesUnder,
  shippedPacks,
  unsignedSaying,
  weekRules,
  type RulePack,
} from '@hearth/domain';
import { attendedOf, careOf, deriveWeek, rulesOf, type WeekParts } from '@hearth/views';
import { caseload, firstMondays } from './caseload.js';

const PATIENTS = 1_000;
const YEAR_WEEKS = 52;
const TIME_ZONE = 'America/New_York';

export interface Figure {
  readonly what: string;
  readonly ms: number;
  /** To the first figure of its part, in the same run. */
  readonly ratio: number;
  readonly note: string;
}

const timed = <Result>(work: () => Result): readonly [number, Result] => {
  const began = performance.now();
  const result = work();
  return [performance.now() - began, result];
};

const deriveAll = (parts: readonly WeekParts[]): number =>
  parts.filter((one, place) => deriveWeek(`enrollment-${place}`, one) !== null).length;

/** A programme's week, from nothing and after one late fact about a group of twelve. */
const weekFigures = (): readonly Figure[] => {
  const before = caseload(PATIENTS, 1);
  const [fromNothing, judged] = timed(() => deriveAll(before));
  const [again] = timed(() => deriveAll(before));
  // The fact concerns one session: its patients are judged again, and nobody else.
  const touched = caseload(PATIENTS, 1, 11 * 60_000).slice(0, 12);
  const [oneFact] = timed(() => deriveAll(touched));
  return [
    { what: 'week, from nothing', ms: fromNothing, ratio: 1, note: `${judged} patients` },
    { what: 'week, nothing changed', ms: again, ratio: again / fromNothing, note: `${judged} patients` },
    { what: 'week, one late fact', ms: oneFact, ratio: oneFact / fromNothing, note: '12 patients concerned' },
  ];
};

/** Three and a half hours a day instead of three. */
const newPack = (): RulePack => {
  const pack = shippedPacks.find(({ id, version }) => id === 'base-iop' && version === 2);
  if (pack === undefined) throw new Error('there is no base pack');
  return {
    ...pack,
    version: 3,
    rules: pack.rules.map((rule) => (rule.kind === 'day-minutes' ? { ...rule, targetHours: 3.5 } : rule)),
  };
};

/**
 * A year judged again under a new version of a pack, week by week and before and after, as the replay does.
 * @param weekMs what one week of all costs from nothing
 */
const yearFigures = (weekMs: number): readonly Figure[] => {
  const parts = caseload(PATIENTS, YEAR_WEEKS);
  const decided = parts[0] === undefined ? null : rulesOf(parts[0]);
  if (decided === null) throw new Error('the programme has no rules');
  const weeks = firstMondays(YEAR_WEEKS).map((monday) => daysOfWeek(localDate(monday, TIME_ZONE)));
  const before = weekRules(decided);
  const after = rulesUnder(before, newPack(), []);
  const flipsOf = ({ enrollment, outlines }: WeekParts): number => {
    if (enrollment?.episode == null) return 0;
    const { episode, credits } = enrollment;
    const sessions = attendedOf(outlines, [], episode, credits, TIME_ZONE).map(({ care }) => care);
    return weeks.reduce((sum, week) => {
      const [was, would] = [before, after].map((rules) =>
        judgeWeek(rules, careOf(episode), sessions, week, unsignedSaying),
      );
      return was === undefined || would === undefined ? sum : sum + flipsBetween(was, would).length;
    }, 0);
  };
  const [ms, flips] = timed(() => parts.reduce((sum, one) => sum + flipsOf(one), 0));
  const note = `${PATIENTS} patients, ${YEAR_WEEKS} weeks, ${flips} flips; to ${YEAR_WEEKS} weeks from nothing`;
  return [{ what: 'year, replayed under a new pack', ms, ratio: ms / (weekMs * YEAR_WEEKS), note }];
};

export const measure = (): readonly Figure[] => {
  const week = weekFigures();
  return [...week, ...yearFigures(week[0]?.ms ?? 0)];
};
