import { z } from 'zod';

/** A day of the programme, `YYYY-MM-DD`. */
export const isoDay = z.iso.date();

/** How much care an episode gives: intensive outpatient, partial hospitalization, or weekly outpatient. */
export const levelsOfCare = ['iop', 'php', 'op'] as const;
export const levelOfCare = z.enum(levelsOfCare);
export type LevelOfCare = z.infer<typeof levelOfCare>;

/** Where a patient came from: a step down, a step up, or straight in. */
export const priorLevelsOfCare = [
  'inpatient',
  'residential',
  'detox',
  'php',
  'iop',
  'op',
  'none',
  'unknown',
] as const;
export const priorLevelOfCare = z.enum(priorLevelsOfCare);

/** Where a patient lives during the episode; some payers cover nothing that is received at home. */
export const residenceTypes = [
  'home',
  'sober-living',
  'group-home',
  'residential',
  'inpatient',
  'unhoused',
  'other',
  'unknown',
] as const;
export const residenceType = z.enum(residenceTypes);
export type ResidenceType = z.infer<typeof residenceType>;

/** Two letters: a state, a territory or DC. */
export const stateCode = z.string().regex(/^[A-Z]{2}$/);

/** Minutes a week; more than a week has are a mistake. */
export const weeklyMinutes = z
  .int()
  .positive()
  .max(7 * 24 * 60);

/** One step of a planned step-down: from this day on, so many minutes a week. */
export const taperStep = z.strictObject({ from: isoDay, weeklyMinutes });
export type TaperStep = z.infer<typeof taperStep>;

export const ageBands = ['adult', 'adolescent'] as const;
export type AgeBand = (typeof ageBands)[number];
