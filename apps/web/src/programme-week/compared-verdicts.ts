import type { ForecastAnswer } from '@hearth/contracts';
import type { Verdict, WeekVerdicts } from '@hearth/domain';

/** One rule of a day or of the week (`day` null), as it stands and as it would be. */
export interface ComparedVerdict {
  readonly key: string;
  readonly day: string | null;
  readonly now: Verdict | null;
  readonly then: Verdict | null;
}

interface Said {
  readonly key: string;
  readonly day: string | null;
  readonly verdict: Verdict;
}

const asks = ({ status }: Verdict): boolean => status !== 'not-applicable';

const said = (week: WeekVerdicts): readonly Said[] => {
  const of =
    (day: string | null) =>
    (verdict: Verdict): Said => ({
      key: [day ?? 'week', verdict.packId, verdict.ruleId, verdict.sessionId].join(' '),
      day,
      verdict,
    });
  return [
    ...week.week.filter(asks).map(of(null)),
    ...week.days.flatMap(({ day, verdicts }) => verdicts.filter(asks).map(of(day))),
  ];
};

/** The week first, then its days; rules with nothing to ask are left out. */
export const comparedVerdicts = ({ now, then }: ForecastAnswer): readonly ComparedVerdict[] => {
  const before = said(now);
  const after = said(then);
  const entries = new Map([...before, ...after].map((one) => [one.key, one]));
  return [...entries.values()]
    .toSorted((a, b) => (a.day ?? '').localeCompare(b.day ?? ''))
    .map(({ key, day }) => ({
      key,
      day,
      now: before.find((one) => one.key === key)?.verdict ?? null,
      then: after.find((one) => one.key === key)?.verdict ?? null,
    }));
};
