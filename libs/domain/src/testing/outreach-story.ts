import { MINUTE } from '../time.js';
import type { Expected } from '../outreach/commands.js';
import { usualOutreachTimes } from '../outreach/times.js';

/** A Monday, 17:30 in New York. */
export const BEGUN = Date.UTC(2026, 10, 16, 22, 30);
export const minute = (of: number): number => BEGUN + of * MINUTE;

/** Ana, expected in Monday's first group. */
export const expectedOn = (change: Partial<Expected> = {}): Expected => ({
  enrollmentId: 'enrollment-ana',
  patientId: 'ana',
  programmeId: 'programme',
  sessionId: 'monday-1',
  day: '2026-11-16',
  begunAt: BEGUN,
  therapistId: 'maya',
  times: usualOutreachTimes,
  ...change,
});
