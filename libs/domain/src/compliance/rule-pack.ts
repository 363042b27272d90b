import { z } from 'zod';
import { sessionType } from '../session/events.js';
import { appliesWhen } from './applies-when.js';
import type { LocalDate } from './calendar.js';
import { ruleKinds, ruleSchema, type Rule, type RuleKind } from './rule-kinds.js';

/**
 * What the words of a rule mean. "Nine hours" has no single meaning among payers, so every pack states all of these
 * (compliance rules §2.2).
 */
export const definitions = z.strictObject({
  /** What is measured, where a rule does not say otherwise. */
  minuteBasis: z.enum(['attended', 'scheduled']),
  hourMinutes: z.union([z.literal(60), z.literal(50)]),
  breaksCount: z.boolean(),
  weekStart: z.enum(['monday', 'sunday']),
  graceLateMinutes: z.int().nonnegative(),
  /** Whether who joins within the grace gets the minutes from the start on. Absent: they are lost. */
  lateness: z.enum(['lost', 'forgiven-within-grace']).optional(),
  /** A session attended for less does not count at all. */
  minPresentMinutes: z.int().nonnegative(),
  overlapPolicy: z.literal('same-minute-once'),
  /** What becomes of a week in which the episode begins or ends, or pauses. */
  proration: z.enum(['partial-weeks-not-judged', 'full-target', 'by-days']),
  timeZone: z.literal('programme'),
  countedSessionTypes: z.array(sessionType).min(1),
});
export type Definitions = z.infer<typeof definitions>;

/** Whose rules a pack holds, the most binding first: what a payer says of a day goes before a programme's own rule. */
export const packScopes = ['payer', 'state', 'programme', 'accreditation', 'market'] as const;
export type PackScope = (typeof packScopes)[number];

export const rulePack = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.int().positive(),
  title: z.string().min(1).max(120),
  /** Absent: the programme's own. */
  scope: z.enum(packScopes).optional(),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().optional(),
  appliesWhen: appliesWhen.optional(),
  /** Kinds of rule on which this pack has the last word: rules of these kinds in packs further down are not asked. */
  speaksFor: z.array(z.enum(ruleKinds)).optional(),
  definitions,
  rules: z.array(ruleSchema).min(1),
});
export type RulePack = z.infer<typeof rulePack>;

export const scopeOf = (pack: RulePack): PackScope => pack.scope ?? 'programme';

/** The place of a pack among those that apply, the most binding lowest. */
export const rankOf = (pack: RulePack): number => packScopes.indexOf(scopeOf(pack));

interface Dated {
  readonly effectiveFrom?: LocalDate;
  readonly effectiveTo?: LocalDate;
}

/** Whether a pack or rule is in force on a day; dates that are not named do not bound it. */
export const inForce = ({ effectiveFrom, effectiveTo }: Dated, day: LocalDate): boolean =>
  (effectiveFrom === undefined || effectiveFrom <= day) && (effectiveTo === undefined || day <= effectiveTo);

/** The rule of a kind that applies to an age band with the usual cut at 18, if the pack has one. */
export const ruleFor = (
  pack: RulePack,
  kind: RuleKind,
  ageBand: 'adult' | 'adolescent',
): Rule | undefined => {
  const meant = ageBand === 'adult' ? 'adult' : 'youth';
  return pack.rules.find(
    (each) =>
      each.kind === kind &&
      (each.ageBand === undefined || each.ageBand === ageBand) &&
      (each.appliesWhen?.age === undefined || each.appliesWhen.age.is === meant),
  );
};

/** A rule's target in clock minutes, by the pack's own length of an hour; 0 for a rule that has none. */
export const targetMinutes = (pack: RulePack, of: Rule): number =>
  'targetHours' in of ? of.targetHours * pack.definitions.hourMinutes : 0;
