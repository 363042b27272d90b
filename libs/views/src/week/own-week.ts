import type { PatientWeek, WeekDocument } from './document.js';

const own = (week: PatientWeek): PatientWeek => ({
  ...week,
  others: [],
  standing: week.verdict.status,
  days: week.days.map((day) => ({ ...day, others: [], standing: day.verdict.status })),
});

/** A patient's weeks as the patient gets them: minutes and what they make, nothing of what can be billed. */
export const ownWeek = (document: WeekDocument): WeekDocument => ({
  ...document,
  weeks: document.weeks.map(own),
});
