import { lengthOf, unionOf } from '../compliance/union.js';
import type { Instant, Interval, Milliseconds } from '../time.js';
import { clip, covers } from './intervals.js';
import type { AttendancePolicy, RulesEdition } from './policy.js';
import type { AccountedSpan } from './sealed.js';

/** What holds for everybody in the session. */
export interface Ground {
  readonly window: Interval;
  readonly breaks: readonly Interval[];
  readonly unstaffed: readonly Interval[];
  readonly policy: AttendancePolicy;
  readonly edition: RulesEdition;
}

/** What is known of one patient, under one reading of the facts. */
export interface Whereabouts {
  /** Connected, in whatever way. */
  readonly present: readonly Interval[];
  /** Connected with a camera, as far as is known. */
  readonly seen: readonly Interval[];
  /** Connected without one; where both hold, `seen` decides. */
  readonly audioOnly: readonly Interval[];
  /** Gaps that do not mean that they were away. */
  readonly bridged: readonly Interval[];
  /** Gaps that are given back: those between what counts by itself. */
  readonly givenBack: readonly Interval[];
  /** Somebody who is still connected can still reach the minimum. */
  readonly mayStillStay: boolean;
}

export interface Account {
  readonly spans: readonly AccountedSpan[];
  readonly countedMs: Milliseconds;
  /** With bridged gaps, inside the window, whether it counts or not. */
  readonly presentMs: Milliseconds;
  readonly belowMinimum: boolean;
}

type Verdict = Pick<AccountedSpan, 'reason' | 'counted'>;

const cutPoints = (window: Interval, sets: readonly (readonly Interval[])[]): readonly Instant[] => {
  const inside = sets.flatMap((set) => clip(set, window).flatMap(({ from, to }) => [from, to]));
  return [...new Set([window.from, ...inside, window.to])].sort((a, b) => a - b);
};

const merged = (spans: readonly AccountedSpan[]): readonly AccountedSpan[] => {
  const result: AccountedSpan[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && last.reason === span.reason && last.counted === span.counted) {
      result[result.length - 1] = { ...last, to: span.to };
    } else {
      result.push(span);
    }
  }
  return result;
};

/**
 * Gives each millisecond of the window one reason, and says whether it counts. Who was never there, or not yet, or
 * not any more, is absent; only then do breaks and staffing come into it.
 */
export const account = (ground: Ground, whereabouts: Whereabouts): Account => {
  const { window, breaks, unstaffed, policy, edition } = ground;
  const { present, bridged, givenBack, mayStillStay } = whereabouts;
  const here = unionOf(present);
  const seen = unionOf(whereabouts.seen);
  const silent = unionOf(whereabouts.audioOnly);
  const first = here[0]?.from ?? window.to;
  const last = here.at(-1)?.to ?? window.to;
  const presentMs = lengthOf(clip([...here, ...bridged], window));
  const belowMinimum = presentMs > 0 && presentMs < policy.minPresentMs && !mayStillStay;

  const byCamera = (at: Instant): Verdict => {
    if (covers(seen, at)) return { reason: 'present', counted: true };
    if (!covers(silent, at) && covers(givenBack, at)) return { reason: 'bridged', counted: true };
    return { reason: 'audio-only', counted: policy.audioOnlyCounts };
  };

  const judge = (at: Instant): Verdict => {
    if (at < first || at >= last) return { reason: 'absent', counted: false };
    const wasHere = covers(here, at) || covers(bridged, at);
    if (covers(breaks, at)) {
      return { reason: 'break', counted: wasHere && policy.breaksCount && !belowMinimum };
    }
    if (!wasHere) return { reason: 'gap', counted: false };
    if (belowMinimum) return { reason: 'below-minimum', counted: false };
    const verdict = byCamera(at);
    if (!covers(unstaffed, at)) return verdict;
    if (!policy.unstaffedCounts) return { reason: 'unstaffed', counted: false };
    // Time without a facilitator counts at most as it would with one.
    return verdict.counted || edition.eachCameraAlone ? { reason: 'unstaffed', counted: true } : verdict;
  };

  const cuts = cutPoints(window, [here, bridged, breaks, unstaffed, seen, silent, givenBack]);
  const spans = merged(
    cuts.slice(1).map((to, index) => ({ from: cuts[index] ?? to, to, ...judge(cuts[index] ?? to) })),
  );
  const countedMs = lengthOf(spans.filter((span) => span.counted));
  return { spans, countedMs, presentMs, belowMinimum };
};
