import type { AttendancePolicy } from '../attendance/policy.js';
import type { AccountedSpan } from '../attendance/sealed.js';
import { MINUTE, type Instant, type Interval } from '../time.js';

/** One stay of somebody on one device, as it truly was. */
export interface TrueStay extends Interval {
  readonly ending: 'left' | 'broken' | 'removed';
  /** From when on the camera was on or off; before the first it is not known to be off. */
  readonly camera: readonly { readonly at: Instant; readonly on: boolean }[];
}

/** A session as it truly was, of one patient and one facilitator. */
export interface TrueDay {
  readonly window: Interval;
  readonly patient: readonly TrueStay[];
  readonly facilitator: readonly TrueStay[];
  readonly breaks: readonly Interval[];
  readonly policy: AttendancePolicy;
}

export const DAY_START: Instant = 1_700_000_000_000;
export const DAY_END: Instant = DAY_START + 60 * MINUTE;

type Verdict = Pick<AccountedSpan, 'reason' | 'counted'>;

const holds = (intervals: readonly Interval[], at: Instant): boolean =>
  intervals.some(({ from, to }) => from <= at && at < to);

const isOnCamera = ({ camera }: TrueStay, at: Instant): boolean =>
  camera.filter((change) => change.at <= at).at(-1)?.on ?? true;

/** The changes of a day: between two of them nothing changes. */
export const momentsOf = ({ window, patient, facilitator, breaks }: TrueDay): readonly Instant[] => {
  const stays = [...patient, ...facilitator];
  const changes = [
    ...[window, ...stays, ...breaks].flatMap(({ from, to }) => [from, to]),
    ...stays.flatMap(({ camera }) => camera.map(({ at }) => at)),
  ];
  return [...new Set(changes)].filter((at) => window.from <= at && at <= window.to).sort((a, b) => a - b);
};

/** The stretch around a moment in which something goes on all the time, as far as the moments tell. */
const runAround = (moments: readonly Instant[], at: Instant, goesOn: (at: Instant) => boolean): Interval => {
  const here = moments.filter((one) => one <= at).length - 1;
  let [first, last] = [here, here];
  while (first > 0 && goesOn(moments[first - 1] ?? at)) first -= 1;
  while (last < moments.length - 1 && goesOn(moments[last] ?? at)) last += 1;
  return { from: moments[first] ?? at, to: moments[last] ?? at };
};

/**
 * What the rules say of one moment, straight from their words and with no interval arithmetic: slow, and only to hold
 * the real thing against.
 */
const verdictOf = (day: TrueDay, all: readonly Instant[]): ((at: Instant) => Verdict) => {
  const { patient, facilitator, breaks, policy, window } = day;
  const moments = all.length > 0 ? all : [window.from, window.to];
  const removals = patient.filter(({ ending }) => ending === 'removed').map(({ to }) => to);
  const turns = [
    ...new Set(patient.flatMap(({ from, to, camera }) => [from, to, ...camera.map((one) => one.at)])),
  ].sort((a, b) => a - b);
  const isThere = (at: Instant): boolean => holds(patient, at);
  const isSeen = (at: Instant): boolean =>
    patient.some((stay) => stay.from <= at && at < stay.to && isOnCamera(stay, at));
  const countsByItself = (at: Instant): boolean => (policy.audioOnlyCounts ? isThere(at) : isSeen(at));
  const isBridged = (at: Instant, isOne: (at: Instant) => boolean): boolean => {
    if (isOne(at)) return false;
    const since = turns
      .filter((one, index) => one <= at && index > 0 && isOne(turns[index - 1] ?? one))
      .at(-1);
    const until = turns.find((one) => one > at && isOne(one));
    if (since === undefined || until === undefined) return false;
    return (
      until - since <= policy.bridgeMs &&
      !removals.some((removal) => since - MINUTE <= removal && removal < until)
    );
  };
  const wasThere = (at: Instant): boolean => isThere(at) || isBridged(at, isThere);
  const present = moments
    .slice(1)
    .reduce((sum, to, index) => sum + (wasThere(moments[index] ?? to) ? to - (moments[index] ?? to) : 0), 0);
  const isTooLittle = present > 0 && present < policy.minPresentMs;
  const isAlone = (at: Instant): boolean => !holds(facilitator, at);
  const came = Math.min(...patient.filter(({ from, to }) => to > from).map(({ from }) => from));
  const went = Math.max(...patient.filter(({ from, to }) => to > from).map(({ to }) => to));

  return (at) => {
    if (!(at >= came && at < went)) return { reason: 'absent', counted: false };
    if (holds(breaks, at))
      return { reason: 'break', counted: wasThere(at) && policy.breaksCount && !isTooLittle };
    if (!wasThere(at)) return { reason: 'gap', counted: false };
    if (isTooLittle) return { reason: 'below-minimum', counted: false };
    if (isAlone(at)) {
      const { from, to } = runAround(moments, at, isAlone);
      const isLong = to - from > policy.unstaffedGraceMs;
      const isSilent = isThere(at) ? !isSeen(at) : !isBridged(at, countsByItself);
      const wouldCount = policy.audioOnlyCounts || !isSilent;
      if (isLong && !policy.unstaffedCounts) return { reason: 'unstaffed', counted: false };
      if (isLong && wouldCount) return { reason: 'unstaffed', counted: true };
    }
    if (isSeen(at)) return { reason: 'present', counted: true };
    if (!isThere(at) && isBridged(at, countsByItself)) return { reason: 'bridged', counted: true };
    return { reason: 'audio-only', counted: policy.audioOnlyCounts };
  };
};

/** Each stretch of a true day with what the rules say of it, the longest possible ones. */
export const trueSpans = (day: TrueDay): readonly AccountedSpan[] => {
  const moments = momentsOf(day);
  const verdict = verdictOf(day, moments);
  const spans: AccountedSpan[] = [];
  moments.slice(1).forEach((to, index) => {
    const from = moments[index] ?? to;
    const { reason, counted } = verdict(from);
    const last = spans.at(-1);
    if (last?.reason === reason && last.counted === counted) spans[spans.length - 1] = { ...last, to };
    else spans.push({ from, to, reason, counted });
  });
  return spans;
};

export const countedIn = (spans: readonly AccountedSpan[]): number =>
  spans.reduce((sum, { from, to, counted }) => sum + (counted ? to - from : 0), 0);
