import { z } from 'zod';
import { sessionType } from '../session/events.js';

/**
 * What the words of a rule mean. "Nine hours" has no single meaning among payers, so every pack states all of these
 * (compliance rules §2.2).
 */
export const definitions = z.strictObject({
  minuteBasis: z.enum(['attended', 'scheduled']),
  hourMinutes: z.union([z.literal(60), z.literal(50)]),
  breaksCount: z.boolean(),
  weekStart: z.enum(['monday', 'sunday']),
  graceLateMinutes: z.int().nonnegative(),
  minPresentMinutes: z.int().nonnegative(),
  overlapPolicy: z.literal('same-minute-once'),
  /** What becomes of a week in which the episode begins or ends. */
  proration: z.enum(['partial-weeks-not-judged', 'full-target']),
  timeZone: z.literal('programme'),
  countedSessionTypes: z.array(sessionType).min(1),
});
export type Definitions = z.infer<typeof definitions>;

const rule = {
  id: z.string().min(1),
  ageBand: z.enum(['adult', 'adolescent']).optional(),
  severity: z.enum(['firm', 'advice']),
  /** Where the figure comes from, for the person who has to defend it. */
  source: z.string().min(1),
  targetHours: z.number().positive(),
};

export const rulePack = z.strictObject({
  id: z.string().min(1),
  version: z.int().positive(),
  title: z.string().min(1),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().optional(),
  definitions,
  rules: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ ...rule, kind: z.literal('day-minutes') }),
        z.strictObject({ ...rule, kind: z.literal('week-minutes') }),
      ]),
    )
    .min(1),
});
export type RulePack = z.infer<typeof rulePack>;
export type Rule = RulePack['rules'][number];
export type RuleKind = Rule['kind'];

/** Ships with Hearth: nine hours a week for adults, six for adolescents, three hours on a program day. */
export const basePack: RulePack = rulePack.parse({
  id: 'base-iop',
  version: 1,
  title: 'Intensive outpatient, base rules',
  effectiveFrom: '2024-01-01',
  definitions: {
    minuteBasis: 'attended',
    hourMinutes: 60,
    breaksCount: false,
    weekStart: 'monday',
    graceLateMinutes: 10,
    minPresentMinutes: 1,
    overlapPolicy: 'same-minute-once',
    proration: 'partial-weeks-not-judged',
    timeZone: 'programme',
    countedSessionTypes: [
      'process-group',
      'skills-group',
      'psychoeducation',
      'experiential',
      'multi-family',
      'individual',
      'family',
    ],
  },
  rules: [
    {
      id: 'HRS-1-adult',
      kind: 'week-minutes',
      ageBand: 'adult',
      targetHours: 9,
      severity: 'firm',
      source: 'ASAM level 2.1, as quoted by Aetna and DC 22-A DCMR 6329',
    },
    {
      id: 'HRS-1-adolescent',
      kind: 'week-minutes',
      ageBand: 'adolescent',
      targetHours: 6,
      severity: 'firm',
      source: 'ASAM level 2.1, as quoted by Aetna and DC 22-A DCMR 6329',
    },
    {
      id: 'BIL-1',
      kind: 'day-minutes',
      targetHours: 3,
      severity: 'firm',
      source: 'H0015: at least three hours on a program day',
    },
  ],
});

/** The packs that ship, by id and version. */
export const shippedPacks: readonly RulePack[] = [basePack];

export const findPack = (id: string, version: number): RulePack | undefined =>
  shippedPacks.find((pack) => pack.id === id && pack.version === version);

/** The rule of a kind that applies to an age band, if the pack has one. */
export const ruleFor = (pack: RulePack, kind: RuleKind, ageBand: 'adult' | 'adolescent'): Rule | undefined =>
  pack.rules.find((each) => each.kind === kind && (each.ageBand === undefined || each.ageBand === ageBand));

/** A rule's target in clock minutes, by the pack's own length of an hour. */
export const targetMinutes = (pack: RulePack, of: Rule): number =>
  of.targetHours * pack.definitions.hourMinutes;
