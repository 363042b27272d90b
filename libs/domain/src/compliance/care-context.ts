import {
  ageOn,
  isPausedOn,
  onDay,
  type Intensity,
  type Pause,
  type PayerSpan,
  type Residence,
} from '../enrollment/course.js';
import type { AgeBand } from '../enrollment/terms.js';
import type { Interval } from '../time.js';
import { namesPayer, type AppliesWhen, type ServiceModality, type ProgrammeKind } from './applies-when.js';
import { addDays, daysApart, type LocalDate } from './calendar.js';
import type { Rule } from './rule-kinds.js';

/**
 * What rules need to know of an episode of care. What can change in its course is a list with the day from which each
 * value holds. Null: not known, which is never taken for a no.
 */
export interface CareContext {
  readonly ageBand: AgeBand;
  readonly birthDate: LocalDate | null;
  readonly programmeKind: ProgrammeKind | null;
  readonly startsOn: LocalDate;
  /** The last day, as it was or as it is planned. */
  readonly lastDay: LocalDate;
  readonly ended: boolean;
  readonly payers: readonly PayerSpan[];
  readonly residences: readonly Residence[];
  readonly intensities: readonly Intensity[];
  readonly pauses: readonly Pause[];
}

export const payerOn = (care: CareContext, day: LocalDate): string => onDay(care.payers, day)?.payer ?? '';

export const residenceStateOn = (care: CareContext, day: LocalDate): string =>
  onDay(care.residences, day)?.residenceState ?? '';

/** A session of a patient, as far as rules go. Sessions that were cancelled are none. */
export interface CareSession {
  readonly sessionId: string;
  readonly sessionType: string;
  readonly modality: ServiceModality;
  /** The programme's calendar day. */
  readonly day: LocalDate;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Counted spans: breaks and unstaffed time are off already. */
  readonly attended: readonly Interval[];
  /** What can still be attended; null when nothing can: the session is over for this patient. */
  readonly remaining: Interval | null;
  /** Patients who are meant to come. */
  readonly expected: number;
  /** Patients who were counted; null before it begins. */
  readonly present: number | null;
  readonly facilitators: number;
  /** Where the patient said to be; null without a check-in. */
  readonly patientState: string | null;
  /** States that those who lead it are licensed in, together; null when that is not recorded. */
  readonly licensedIn: readonly string[] | null;
}

/** Nothing more of a session can be attended. */
export const isOver = ({ remaining }: CareSession): boolean => remaining === null;

/** Without a birth date the age band is all there is: an adolescent is young for every cut, an adult for none. */
export const isYouthOn = (care: CareContext, day: LocalDate, cut: number): boolean =>
  care.birthDate === null ? care.ageBand === 'adolescent' : ageOn(care.birthDate, day) < cut;

const USUAL_CUT = 18;

const ageFits = (is: 'youth' | 'adult', cut: number, care: CareContext, day: LocalDate): boolean =>
  isYouthOn(care, day, cut) === (is === 'youth');

const bandFits = (rule: Pick<Rule, 'ageBand'>, care: CareContext, day: LocalDate): boolean =>
  rule.ageBand === undefined ||
  ageFits(rule.ageBand === 'adolescent' ? 'youth' : 'adult', USUAL_CUT, care, day);

/** Whether something that is about patients is about this one on a day. */
export const appliesToCare = (when: AppliesWhen | undefined, care: CareContext, day: LocalDate): boolean => {
  if (when === undefined) return true;
  const { payers, states, age, programmeKinds } = when;
  return (
    (payers === undefined || payers.some((payer) => namesPayer(payer, payerOn(care, day)))) &&
    (states === undefined || states.includes(residenceStateOn(care, day))) &&
    (age === undefined || ageFits(age.is, age.cut, care, day)) &&
    (programmeKinds === undefined ||
      (care.programmeKind !== null && programmeKinds.includes(care.programmeKind)))
  );
};

/** Whether a rule asks anything of this patient on a day (for a week: its first). */
export const ruleApplies = (rule: Rule, care: CareContext, day: LocalDate): boolean =>
  bandFits(rule, care, day) && appliesToCare(rule.appliesWhen, care, day);

/** Whether something that is about sessions is about this one. */
export const appliesToSession = (when: AppliesWhen | undefined, session: CareSession): boolean =>
  (when?.modalities === undefined || when.modalities.includes(session.modality)) &&
  (when?.sessionTypes === undefined || when.sessionTypes.some((type) => type === session.sessionType));

/** Days of a week that the episode runs on: begun, not over, not paused. */
export const coveredDays = (care: CareContext, days: readonly LocalDate[]): readonly LocalDate[] =>
  days.filter((day) => day >= care.startsOn && day <= care.lastDay && !isPausedOn(care.pauses, day));

/** A week of a planned taper: which one, from 1, and the minutes planned for it. */
export interface TaperWeek {
  readonly week: number;
  readonly weeklyMinutes: number;
}

/**
 * Where a week is in the taper; null outside of one.
 * @param below minutes of a full week: steps that still ask for as much are no exception from anything
 */
export const taperWeekOf = (care: CareContext, weekStart: LocalDate, below: number): TaperWeek | null => {
  const last = addDays(weekStart, 6);
  const steps = onDay(care.intensities, last)?.taper ?? [];
  const first = steps.find(({ weeklyMinutes }) => weeklyMinutes < below);
  const current = steps.findLast(({ from }) => from <= last);
  if (first === undefined || current === undefined || first.from > last || current.weeklyMinutes >= below) {
    return null;
  }
  const begun = daysApart(first.from, last);
  return { week: Math.floor(begun / 7) + 1, weeklyMinutes: current.weeklyMinutes };
};
