import { canonicalJson, sha256Hex, type Canonical } from '../attendance/canonical.js';
import { MINUTE, type Milliseconds } from '../time.js';
import type { Rule, RuleKind } from './rule-kinds.js';
import type { PackInForce } from './override.js';
import { scopeOf, type PackScope, type RulePack } from './rule-pack.js';

export const verdictStatuses = [
  'met',
  'on-track',
  'at-risk',
  'missed',
  'not-applicable',
  'not-billable',
] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

/** Every sentence that a verdict can speak; the interface holds the words, with `values` filled in. */
export const verdictSentences = [
  'day.met',
  'day.on-track',
  'day.at-risk',
  'day.missed',
  'day.no-program-day',
  'day.not-billable',
  'day.planned-short',
  'week.met',
  'week.on-track',
  'week.at-risk',
  'week.missed',
  'week.partial',
  'week.taper',
  'no-rule',
  'ceiling.within',
  'ceiling.planned-above',
  'ceiling.above',
  'days.met',
  'days.on-track',
  'days.at-risk',
  'days.missed',
  'gap.within',
  'gap.planned-longer',
  'gap.longer',
  'gap.nothing-yet',
  'cadence.met',
  'cadence.on-track',
  'cadence.at-risk',
  'cadence.missed',
  'cadence.not-yet',
  'group.within',
  'group.planned-within',
  'group.near-cap',
  'group.over-cap',
  'group.planned-over-cap',
  'group.too-small',
  'group.planned-too-small',
  'ratio.within',
  'ratio.planned-within',
  'ratio.over',
  'ratio.planned-over',
  'place.not-covered',
  'place.covered',
  'licence.held',
  'licence.missing',
  'licence.unknown',
  'stay.within',
  'stay.needs-rationale',
  'stay.long-enough',
  'stay.planned-long-enough',
  'stay.too-short',
  'stay.planned-too-short',
  'taper.none',
  'taper.within',
  'taper.too-long',
  'units.one',
  'units.possible',
  'units.none',
  'services.met',
  'services.on-track',
  'services.at-risk',
  'services.missed',
  'intensity.unknown',
  'intensity.met',
  'intensity.missed',
] as const;
export type VerdictSentence = (typeof verdictSentences)[number];

/** A service of a day that does not qualify, as it can be billed by itself. */
export interface DiscreteService {
  readonly sessionId: string;
  readonly code: string;
  readonly minutes: number;
}

/** What a rule says of a day, a week or a session. Minutes are whole, rounded down once, from milliseconds. */
export interface Verdict {
  readonly ruleId: string | null;
  readonly ruleVersion: number;
  readonly packId: string;
  readonly packVersion: number;
  /** The overrides that the organisation has put onto the rule, by id; none as a rule. */
  readonly overrides?: readonly string[];
  readonly scope: PackScope;
  readonly kind: RuleKind | null;
  readonly severity: 'firm' | 'advice';
  readonly inputsHash: string;
  readonly status: VerdictStatus;
  /** 0 where the rule does not measure minutes; so are target and need. */
  readonly minutes: number;
  readonly targetMinutes: number;
  readonly neededMinutes: number;
  readonly sentence: {
    readonly key: VerdictSentence;
    readonly values: Readonly<Record<string, number | string>>;
  };
  /** Of rules about one session. */
  readonly sessionId?: string;
  /** Sessions to come that can still make it good, soonest first. */
  readonly repairs?: readonly string[];
  readonly discrete?: readonly DiscreteService[];
}

/** Minutes as they are shown and judged: whole ones, rounded down, once. */
export const wholeMinutes = (ms: Milliseconds): number => Math.floor(ms / MINUTE);

/** A judgement by one rule, before it is signed with whose rule it was. */
export interface Judged {
  readonly status: VerdictStatus;
  readonly key: VerdictSentence;
  readonly values: Readonly<Record<string, number | string>>;
  /** Null where the rule does not measure minutes. */
  readonly measure: { readonly minutes: number; readonly target: number } | null;
  /** All that the judgement followed from. */
  readonly inputs: Canonical;
  readonly sessionId?: string;
  readonly repairs?: readonly string[];
  readonly discrete?: readonly DiscreteService[];
}

/** A verdict without the hash of what it followed from, for whoever only compares verdicts: hashing costs the most. */
export type UnsignedVerdict = Omit<Verdict, 'inputsHash'>;

const overridesOf = (pack: PackInForce, rule: Rule): readonly string[] => [
  ...(pack.overridden?.['*'] ?? []),
  ...(pack.overridden?.[rule.id] ?? []),
];

/** Names the rule and its version. */
export const unsignedVerdictOf = (pack: PackInForce, rule: Rule, judged: Judged): UnsignedVerdict => {
  const overrides = overridesOf(pack, rule);
  const { status, key, values, measure, sessionId, repairs = [], discrete = [] } = judged;
  return {
    ruleId: rule.id,
    ruleVersion: rule.version ?? pack.version,
    packId: pack.id,
    packVersion: pack.version,
    ...(overrides.length === 0 ? {} : { overrides }),
    scope: scopeOf(pack),
    kind: rule.kind,
    severity: rule.severity,
    status,
    minutes: measure?.minutes ?? 0,
    targetMinutes: measure?.target ?? 0,
    neededMinutes: measure === null ? 0 : Math.max(0, measure.target - measure.minutes),
    sentence: { key, values },
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(repairs.length === 0 ? {} : { repairs }),
    ...(discrete.length === 0 ? {} : { discrete }),
  };
};

/** Names the rule, its version and the hash of the inputs of a judgement. */
export const verdictOf = (pack: PackInForce, rule: Rule, judged: Judged): Verdict => {
  const ruleVersion = rule.version ?? pack.version;
  const overrides = overridesOf(pack, rule);
  const by = { pack: pack.id, version: pack.version, rule: rule.id, ruleVersion, overrides };
  return {
    ...unsignedVerdictOf(pack, rule, judged),
    inputsHash: sha256Hex(canonicalJson({ ...by, inputs: judged.inputs })),
  };
};

/** What is said when no rule asks anything of a day or a week. */
export const noRule = (pack: RulePack, minutes: number): Verdict => ({
  ruleId: null,
  ruleVersion: pack.version,
  packId: pack.id,
  packVersion: pack.version,
  scope: scopeOf(pack),
  kind: null,
  severity: 'advice',
  inputsHash: sha256Hex(canonicalJson({ pack: pack.id, version: pack.version, rule: null, minutes })),
  status: 'not-applicable',
  minutes,
  targetMinutes: 0,
  neededMinutes: 0,
  sentence: { key: 'no-rule', values: { minutes, target: 0, needed: 0, remaining: 0 } },
});

const weights: Readonly<Record<VerdictStatus, number>> = {
  'not-billable': 0,
  missed: 1,
  'at-risk': 2,
  'on-track': 3,
  met: 4,
  'not-applicable': 5,
};

/** Where a day or a week stands by all its rules: the worst of the firm ones. Advice does not weigh. */
export const standingOf = (verdicts: readonly Verdict[]): VerdictStatus =>
  verdicts
    .filter(({ severity }) => severity === 'firm')
    .reduce<VerdictStatus>(
      (worst, { status }) => (weights[status] < weights[worst] ? status : worst),
      'not-applicable',
    );
