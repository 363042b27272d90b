import type { ForecastAnswer } from '@hearth/contracts';
import type { Verdict, WeekVerdicts } from '@hearth/domain';
import type { ProgrammeWeekDocument } from '@hearth/views';
import { END, minute, NAMES, START } from './staff-people';

const verdict = (
  span: 'day' | 'week',
  status: 'met' | 'on-track' | 'at-risk' | 'missed',
  minutes: number,
  targetMinutes: number,
): Verdict => ({
  ruleId: 'HRS-1-adult',
  packId: 'base-iop',
  packVersion: 1,
  ruleVersion: 1,
  scope: 'programme',
  kind: `${span}-minutes`,
  severity: 'firm',
  inputsHash: '0'.repeat(64),
  status,
  minutes,
  targetMinutes,
  neededMinutes: Math.max(0, targetMinutes - minutes),
  sentence: {
    key: `${span}.${status}`,
    values: {
      minutes,
      target: targetMinutes,
      needed: Math.max(0, targetMinutes - minutes),
      remaining: 180,
    },
  },
});

const DAYS = [
  '2026-11-16',
  '2026-11-17',
  '2026-11-18',
  '2026-11-19',
  '2026-11-20',
  '2026-11-21',
  '2026-11-22',
];

const statuses = ['met', 'on-track', 'at-risk', 'missed'] as const;

/** A programme's week with as many patients as asked for. */
export const programmeWeekOf = (patients: number): ProgrammeWeekDocument => ({
  programmeId: 'iop',
  timeZone: 'America/New_York',
  weekStart: '2026-11-16',
  days: DAYS,
  patients: Array.from({ length: patients }, (_, index) => {
    const status = statuses[index % statuses.length] ?? 'met';
    return {
      patientId: `p${index}`,
      enrollmentId: `e${index}`,
      displayName: index < NAMES.length ? (NAMES[index] ?? '') : `Person ${index}`,
      simulated: index % 2 === 1,
      payer: index % 2 === 0 ? 'Commercial' : 'TRICARE',
      residenceState: index % 2 === 0 ? 'NY' : 'TX',
      trackId: null,
      ageBand: 'adult' as const,
      weekStart: '2026-11-16',
      days: [0, 1, 3].map((of) => ({
        day: DAYS[of] ?? '2026-11-16',
        counted: { ms: (170 + index) * 60_000, asOf: START, running: false, until: END },
        scheduledMinutes: 180,
        remainingMinutes: 0,
        verdict: verdict('day', of === 0 ? 'met' : status, 170 + index, 180),
        others: [],
        standing: of === 0 ? ('met' as const) : status,
        sessions: [],
      })),
      counted: { ms: (510 + index) * 60_000, asOf: START, running: false, until: END },
      verdict: verdict('week', status, 510 + index, 540),
      others: [],
      standing: status,
    };
  }),
});

/** A week with a session on Thursday that is still to come. */
export const forecastOf = (): ForecastAnswer => {
  const week = (minutes: Verdict): WeekVerdicts => ({
    weekStart: '2026-11-16',
    days: DAYS.map((day) => ({ day, minutes: null, verdicts: [] })),
    minutes,
    week: [minutes],
  });
  return {
    weekStart: '2026-11-16',
    timeZone: 'America/New_York',
    now: week(verdict('week', 'on-track', 360, 540)),
    then: week(verdict('week', 'met', 540, 540)),
    sessions: [
      {
        sessionId: 's3',
        title: 'Process group',
        sessionType: 'process-group',
        day: '2026-11-19',
        startsAt: minute(3 * 24 * 60),
        endsAt: minute(3 * 24 * 60 + 180),
        open: true,
      },
    ],
    openings: [
      {
        sessionId: 's9',
        title: 'Skills group',
        sessionType: 'skills-group',
        day: '2026-11-20',
        startsAt: minute(4 * 24 * 60),
        minutes: 60,
        places: 3,
      },
    ],
  };
};
