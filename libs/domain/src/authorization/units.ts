import type { ResidenceType } from '../enrollment/terms.js';
import type { DiscreteService, Verdict } from '../compliance/verdict.js';
import type { AuthorizationTerms } from './commands.js';

/** A day of care as units are counted from it. */
export interface CareDay {
  readonly day: string;
  readonly countedMinutes: number;
  /** All that the rules say of the day. */
  readonly verdicts: readonly Verdict[];
  /** Whether the patient was in a group: a visit alone is no day of the program. */
  readonly hasGroup: boolean;
  /** Whether every session of it is sealed: then only a correction changes it. */
  readonly sealed: boolean;
  readonly residenceType: ResidenceType;
}

export interface Authorized {
  readonly authorizationId: string;
  readonly terms: AuthorizationTerms;
}

/** How one day stands on a claim. */
export interface UnitDay {
  readonly day: string;
  readonly countedMinutes: number;
  /** The per-diem unit that the day came to; null when it does not qualify. */
  readonly unit: {
    /** Null: no authorization that covers the day has a unit left. */
    readonly authorizationId: string | null;
    readonly code: string | null;
    readonly revenueCode: string | null;
    readonly placeOfService: '10' | '02' | null;
    readonly modifier: string | null;
  } | null;
  /** Minutes that the day lacks to be a unit; null when it is one, or is no day of the program that a rule asks about. */
  readonly neededMinutes: number | null;
  /** What can be billed by itself instead. */
  readonly discrete: readonly DiscreteService[];
  readonly sealed: boolean;
}

const isShort = ({ status }: Verdict): boolean => status === 'not-billable' || status === 'missed';

/** The code that a rule on units names for the day; undefined when no rule speaks of units. */
const unitVerdict = (verdicts: readonly Verdict[]): Verdict | undefined =>
  verdicts.find(({ kind }) => kind === 'units-per-day');

/** Whether a day came to its unit: by the rule on units, else by the one on its minutes, else by a group attended. */
const qualifies = ({ verdicts, countedMinutes, hasGroup }: CareDay): boolean => {
  if (countedMinutes === 0) return false;
  if (verdicts.some((verdict) => verdict.kind === 'place-not-covered' && isShort(verdict))) return false;
  const units = unitVerdict(verdicts);
  if (units !== undefined) return units.status === 'met';
  const minutes = verdicts.find(({ kind }) => kind === 'day-minutes');
  if (minutes !== undefined) return minutes.status === 'met';
  return hasGroup && !verdicts.some(isShort);
};

const codeOf = (verdict: Verdict | undefined, name: 'code' | 'revenueCode'): string | null => {
  const value = verdict?.sentence.values[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

const covers = ({ terms }: Authorized, day: string, code: string | null): boolean =>
  terms.from <= day && day <= terms.to && (code === null || terms.codes.includes(code));

const placeOfService = (terms: AuthorizationTerms, residence: ResidenceType): '10' | '02' | null => {
  const { placeOfService: place } = terms.telehealth;
  if (place === 'by-residence') return residence === 'home' ? '10' : '02';
  return place;
};

/**
 * Which day used a unit of which authorization: at most one a day, of the first that covers it and has one left. Made
 * of the verdicts alone, so that a correction or another version of a rule moves it by itself.
 */
export const unitDays = (
  days: readonly CareDay[],
  authorizations: readonly Authorized[],
): readonly UnitDay[] => {
  const inOrder = authorizations.toSorted(
    (a, b) => a.terms.from.localeCompare(b.terms.from) || a.authorizationId.localeCompare(b.authorizationId),
  );
  const left = new Map(inOrder.map(({ authorizationId, terms }) => [authorizationId, unitsLeft(terms)]));
  return days
    .toSorted((a, b) => a.day.localeCompare(b.day))
    .map((day) => {
      const { countedMinutes, sealed, verdicts } = day;
      const discrete = verdicts.flatMap((verdict) => verdict.discrete ?? []);
      const minutes = verdicts.find(({ kind }) => kind === 'day-minutes');
      const of = { day: day.day, countedMinutes, sealed };
      if (!qualifies(day)) {
        const isAsked = minutes !== undefined && minutes.status !== 'not-applicable';
        return { ...of, unit: null, neededMinutes: isAsked ? minutes.neededMinutes : null, discrete };
      }
      const units = unitVerdict(verdicts);
      const code = codeOf(units, 'code');
      const covering = inOrder.filter((each) => covers(each, day.day, code));
      const used = covering.find(({ authorizationId }) => (left.get(authorizationId) ?? 0) > 0);
      if (used !== undefined) left.set(used.authorizationId, (left.get(used.authorizationId) ?? 0) - 1);
      const terms = (used ?? covering[0])?.terms;
      return {
        ...of,
        unit: {
          authorizationId: used?.authorizationId ?? null,
          code: code ?? terms?.codes[0] ?? null,
          revenueCode: codeOf(units, 'revenueCode') ?? terms?.revenueCode ?? null,
          placeOfService: terms === undefined ? null : placeOfService(terms, day.residenceType),
          modifier: terms?.telehealth.modifier ?? null,
        },
        neededMinutes: null,
        discrete: [],
      };
    });
};

const unitsLeft = ({ units, usedBefore }: AuthorizationTerms): number => Math.max(0, units - usedBefore);
