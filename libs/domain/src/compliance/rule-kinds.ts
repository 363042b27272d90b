import { z } from 'zod';
import { sessionType } from '../session/events.js';
import { appliesWhen, serviceModality } from './applies-when.js';

const hours = z.number().positive().max(168);
const count = z.int().positive().max(1_000);
const types = z.array(sessionType).min(1);
const minuteBasis = z.enum(['attended', 'scheduled']);

/** What a service of a day that does not qualify can be billed as by itself. */
const discreteService = z.strictObject({
  sessionTypes: types,
  code: z.string().min(1).max(20),
  minimumMinutes: z.int().nonnegative(),
});

const billing = z.strictObject({
  /** The per-diem unit of a day that qualifies. */
  code: z.string().min(1).max(20),
  revenueCode: z.string().min(1).max(10).optional(),
  /** The most specific first: of those that fit a session, the first is taken. */
  otherwise: z.array(discreteService),
});

export const evidenceTags = ['read-in-source', 'secondary', 'recalled', 'own-design'] as const;

const rule = {
  id: z.string().min(1).max(60),
  /** The pack's version where it is not named. */
  version: z.int().positive().optional(),
  /** The pack's dates where they are not named. */
  effectiveFrom: z.iso.date().optional(),
  effectiveTo: z.iso.date().optional(),
  /** Short for `appliesWhen.age` with a cut at 18. */
  ageBand: z.enum(['adult', 'adolescent']).optional(),
  appliesWhen: appliesWhen.optional(),
  severity: z.enum(['firm', 'advice']),
  /** Where the figure comes from, for the person who has to defend it. */
  source: z.string().min(1),
  evidence: z.enum(evidenceTags).optional(),
  /** The rule in one sentence, as the pack browser shows it. */
  statement: z.strictObject({ en: z.string().min(1), es: z.string().min(1) }).optional(),
};

/** Every kind of rule that there is code for. A payer is data; only a new kind of question is new code. */
export const ruleSchemas = {
  'day-minutes': z.strictObject({
    ...rule,
    kind: z.literal('day-minutes'),
    targetHours: hours,
    minuteBasis: minuteBasis.optional(),
    /** Which days are judged: those planned long enough, or every day with a group. */
    programDay: z.enum(['planned-target', 'has-group']).optional(),
    /** What a day is that falls short. */
    shortDay: z.enum(['missed', 'not-billable']).optional(),
    billing: billing.optional(),
  }),
  'week-minutes': z.strictObject({
    ...rule,
    kind: z.literal('week-minutes'),
    targetHours: hours,
    minuteBasis: minuteBasis.optional(),
  }),
  'week-ceiling': z.strictObject({
    ...rule,
    kind: z.literal('week-ceiling'),
    maximumHours: hours,
    minuteBasis: minuteBasis.optional(),
  }),
  'days-per-week': z.strictObject({
    ...rule,
    kind: z.literal('days-per-week'),
    days: z.int().min(1).max(7),
    /** A day counts from so many hours on; absent: from the pack's own minimum presence. */
    hoursPerDay: hours.optional(),
  }),
  'longest-gap': z.strictObject({
    ...rule,
    kind: z.literal('longest-gap'),
    /** Days without a service between two days with one. */
    maximumDays: z.int().min(0).max(60),
    holidays: z.array(z.iso.date()),
  }),
  cadence: z.strictObject({
    ...rule,
    kind: z.literal('cadence'),
    sessionTypes: types,
    count,
    periodDays: z.int().min(1).max(366),
  }),
  'group-size': z.strictObject({
    ...rule,
    kind: z.literal('group-size'),
    sessionTypes: types,
    minimum: count.optional(),
    maximum: count.optional(),
    /** From here on it is said that the cap is near. */
    warnAbove: count.optional(),
  }),
  'group-ratio': z.strictObject({
    ...rule,
    kind: z.literal('group-ratio'),
    sessionTypes: types,
    patientsPerFacilitator: count,
  }),
  'place-not-covered': z.strictObject({
    ...rule,
    kind: z.literal('place-not-covered'),
    modalities: z.array(serviceModality).min(1),
  }),
  licence: z.strictObject({ ...rule, kind: z.literal('licence') }),
  'length-of-stay': z.strictObject({
    ...rule,
    kind: z.literal('length-of-stay'),
    minimumWeeks: count.optional(),
    /** Longer than this needs a rationale in the plan. */
    rationaleAfterWeeks: count.optional(),
  }),
  'taper-exception': z.strictObject({ ...rule, kind: z.literal('taper-exception'), maximumWeeks: count }),
  'units-per-day': z.strictObject({
    ...rule,
    kind: z.literal('units-per-day'),
    maximum: count,
    code: z.string().min(1).max(20),
    revenueCode: z.string().min(1).max(10).optional(),
  }),
  'services-per-day': z.strictObject({ ...rule, kind: z.literal('services-per-day'), minimum: count }),
  'planned-intensity': z.strictObject({ ...rule, kind: z.literal('planned-intensity'), targetHours: hours }),
} as const;

export type RuleKind = keyof typeof ruleSchemas;
export type RuleOf<Kind extends RuleKind> = z.infer<(typeof ruleSchemas)[Kind]>;
export type Rule = { [Kind in RuleKind]: RuleOf<Kind> }[RuleKind];
export const ruleKinds = Object.keys(ruleSchemas) as readonly RuleKind[];

export const ruleSchema = z.discriminatedUnion('kind', [
  ruleSchemas['day-minutes'],
  ruleSchemas['week-minutes'],
  ruleSchemas['week-ceiling'],
  ruleSchemas['days-per-week'],
  ruleSchemas['longest-gap'],
  ruleSchemas.cadence,
  ruleSchemas['group-size'],
  ruleSchemas['group-ratio'],
  ruleSchemas['place-not-covered'],
  ruleSchemas.licence,
  ruleSchemas['length-of-stay'],
  ruleSchemas['taper-exception'],
  ruleSchemas['units-per-day'],
  ruleSchemas['services-per-day'],
  ruleSchemas['planned-intensity'],
]);
