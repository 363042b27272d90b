import type { AgeBand, LevelOfCare, ResidenceType, TaperStep } from './terms.js';

/** A value that holds from a day on. Lists of them are in the order of their days; the last that has begun holds. */
export type From<Value> = Value & { readonly from: string };

export type Residence = From<{ readonly residenceState: string; readonly residenceType: ResidenceType }>;
export type PayerSpan = From<{ readonly payer: string }>;
export type Placement = From<{ readonly trackId: string | null; readonly groupIds: readonly string[] }>;
export type Intensity = From<{
  readonly levelOfCare: LevelOfCare;
  readonly plannedWeeklyMinutes: number | null;
  readonly taper: readonly TaperStep[];
}>;

/** Away from `from` on; back on `until`, which is null as long as nobody knows. */
export interface Pause {
  readonly from: string;
  readonly until: string | null;
  readonly reasonCode: string;
}

/** A list with a value that holds from a day on; one that began on the same day is replaced. */
export const withChange = <Value extends { readonly from: string }>(
  list: readonly Value[],
  change: Value,
): readonly Value[] => [...list.filter(({ from }) => from < change.from), change];

/**
 * What holds on a day: the last value that has begun by then.
 * @param list in the order of days, not empty; before its first day the first value holds
 */
export const onDay = <Value extends { readonly from: string }>(
  list: readonly Value[],
  day: string,
): Value | undefined => list.findLast(({ from }) => from <= day) ?? list[0];

/** Whether the patient is away on a day. */
export const isPausedOn = (pauses: readonly Pause[], day: string): boolean =>
  pauses.some(({ from, until }) => from <= day && (until === null || day < until));

/** Minutes a week that are planned on a day: by the taper once its first step has begun. Null without a plan. */
export const plannedMinutesOn = (intensities: readonly Intensity[], day: string): number | null => {
  const intensity = onDay(intensities, day);
  if (intensity === undefined) return null;
  return intensity.taper.findLast(({ from }) => from <= day)?.weeklyMinutes ?? intensity.plannedWeeklyMinutes;
};

/** Whether a step of the taper has begun by a day. */
export const isTaperingOn = (intensities: readonly Intensity[], day: string): boolean =>
  onDay(intensities, day)?.taper.some(({ from }) => from <= day) ?? false;

/**
 * Whole years of age on a day. Who was born on 29 February is a year older on 1 March of a year without one, as US
 * law mostly counts it.
 */
export const ageOn = (birthDate: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) >= birthDate.slice(5) ? years : years - 1;
};

/** The first day on which somebody is an adult, in most states. */
export const ADULT_FROM_YEARS = 18;

/**
 * The age band on a day, by the birth date; by what was recorded at enrollment when the birth date is not known or
 * can no longer be read.
 */
export const ageBandOn = (
  { birthDate, ageBand }: { readonly birthDate: string | null; readonly ageBand: AgeBand },
  day: string,
): AgeBand => {
  if (birthDate === null) return ageBand;
  return ageOn(birthDate, day) >= ADULT_FROM_YEARS ? 'adult' : 'adolescent';
};
