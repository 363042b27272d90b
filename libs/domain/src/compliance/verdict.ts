import { canonicalJson, sha256Hex } from '../attendance/canonical.js';
import { MINUTE, type Milliseconds } from '../time.js';
import { targetMinutes, type Rule, type RuleKind, type RulePack } from './rule-pack.js';

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
  'week.met',
  'week.on-track',
  'week.at-risk',
  'week.missed',
  'week.partial',
  'no-rule',
] as const;
export type VerdictSentence = (typeof verdictSentences)[number];

/** What a rule says of a day or a week. Minutes are whole, rounded down once, from counted milliseconds. */
export interface Verdict {
  readonly ruleId: string | null;
  readonly packId: string;
  readonly packVersion: number;
  readonly inputsHash: string;
  readonly status: VerdictStatus;
  readonly minutes: number;
  readonly targetMinutes: number;
  readonly neededMinutes: number;
  readonly sentence: {
    readonly key: VerdictSentence;
    readonly values: Readonly<Record<'minutes' | 'target' | 'needed' | 'remaining', number>>;
  };
}

/** What a day or a week is judged by. */
export interface VerdictInputs {
  readonly countedMs: Milliseconds;
  /** All minutes of the sessions planned for the patient, whether over or not. */
  readonly scheduledMs: Milliseconds;
  /** What could still be attended of the sessions that are not over. */
  readonly remainingMs: Milliseconds;
  /** Nothing planned is still to come. */
  readonly over: boolean;
  /** The episode does not cover all of this week. Always false for a day. */
  readonly partial: boolean;
}

/** Minutes as they are shown and judged: whole ones, rounded down, once. */
export const wholeMinutes = (ms: Milliseconds): number => Math.floor(ms / MINUTE);

type Judgement = { readonly status: VerdictStatus; readonly key: VerdictSentence };

const reach = (span: 'day' | 'week', inputs: VerdictInputs, target: number): Judgement => {
  const basis = wholeMinutes(inputs.countedMs);
  if (basis >= target) return { status: 'met', key: `${span}.met` };
  if (inputs.over) return { status: 'missed', key: `${span}.missed` };
  return wholeMinutes(inputs.countedMs + inputs.remainingMs) >= target
    ? { status: 'on-track', key: `${span}.on-track` }
    : { status: 'at-risk', key: `${span}.at-risk` };
};

const judge = (kind: RuleKind, pack: RulePack, inputs: VerdictInputs, target: number): Judgement => {
  switch (kind) {
    case 'day-minutes':
      // A day that was never planned as a program day (one individual session, say) is not measured as one.
      return wholeMinutes(inputs.scheduledMs) < target && wholeMinutes(inputs.countedMs) < target
        ? { status: 'not-applicable', key: 'day.no-program-day' }
        : reach('day', inputs, target);
    case 'week-minutes':
      return inputs.partial && pack.definitions.proration === 'partial-weeks-not-judged'
        ? { status: 'not-applicable', key: 'week.partial' }
        : reach('week', inputs, target);
    default: {
      const never: never = kind;
      return never;
    }
  }
};

/**
 * Judges one day or week by one rule of a pack. `scheduled` as minute basis judges what was planned.
 * @param rule undefined when the pack has none for this patient: the verdict is then `not-applicable`
 */
export const verdictOf = (pack: RulePack, rule: Rule | undefined, given: VerdictInputs): Verdict => {
  const inputs =
    pack.definitions.minuteBasis === 'scheduled' ? { ...given, countedMs: given.scheduledMs } : given;
  const target = rule === undefined ? 0 : targetMinutes(pack, rule);
  const judgement: Judgement =
    rule === undefined
      ? { status: 'not-applicable', key: 'no-rule' }
      : judge(rule.kind, pack, inputs, target);
  const minutes = wholeMinutes(inputs.countedMs);
  const needed = Math.max(0, target - minutes);
  return {
    ruleId: rule?.id ?? null,
    packId: pack.id,
    packVersion: pack.version,
    inputsHash: sha256Hex(
      canonicalJson({ pack: pack.id, version: pack.version, rule: rule?.id ?? null, ...inputs }),
    ),
    status: judgement.status,
    minutes,
    targetMinutes: target,
    neededMinutes: needed,
    sentence: {
      key: judgement.key,
      values: { minutes, target, needed, remaining: wholeMinutes(inputs.remainingMs) },
    },
  };
};
