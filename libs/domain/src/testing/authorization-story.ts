import type { AuthorizationTerms } from '../authorization/commands.js';
import type { CareDay } from '../authorization/units.js';
import type { Verdict, VerdictStatus } from '../compliance/verdict.js';

/** Thirty days of S9480, from Monday the 19th of October on. */
export const terms: AuthorizationTerms = {
  payer: 'Commercial (S9480)',
  levelOfCare: 'iop',
  codes: ['S9480'],
  revenueCode: '0905',
  units: 30,
  from: '2026-10-19',
  to: '2026-12-11',
  usedBefore: 0,
  review: { nextOn: null, everyDays: null },
  telehealth: { placeOfService: 'by-residence', modifier: '95' },
};

const verdict = (kind: Verdict['kind'], status: VerdictStatus, more: Partial<Verdict> = {}): Verdict => ({
  ruleId: 'BIL-2',
  ruleVersion: 1,
  packId: 's9480',
  packVersion: 1,
  scope: 'payer',
  kind,
  severity: 'firm',
  inputsHash: 'h',
  status,
  minutes: 0,
  targetMinutes: 0,
  neededMinutes: 0,
  sentence: { key: 'units.one', values: { code: 'S9480', revenueCode: '0905' } },
  ...more,
});

/** A day that came to three hours. */
export const fullDay = (day: string, change: Partial<CareDay> = {}): CareDay => ({
  day,
  countedMinutes: 180,
  sealed: true,
  residenceType: 'home',
  hasGroup: true,
  verdicts: [verdict('day-minutes', 'met'), verdict('units-per-day', 'met')],
  ...change,
});

/** A day that fell short, with what can be billed by itself. */
export const shortDay = (day: string): CareDay =>
  fullDay(day, {
    countedMinutes: 125,
    verdicts: [
      verdict('day-minutes', 'not-billable', {
        minutes: 125,
        targetMinutes: 180,
        neededMinutes: 55,
        discrete: [
          { sessionId: 's1', code: '90853', minutes: 60 },
          { sessionId: 's2', code: '90853', minutes: 60 },
        ],
      }),
      verdict('units-per-day', 'not-applicable'),
    ],
  });

export const verdictOn = verdict;
