import type { AccountedSpan } from '@hearth/domain';

type Reason = AccountedSpan['reason'];

export interface Chapter {
  readonly reason: Reason;
  readonly counted: boolean;
  readonly ms: number;
}

const order: readonly Reason[] = [
  'present',
  'audio-only',
  'bridged',
  'break',
  'unstaffed',
  'gap',
  'absent',
  'below-minimum',
];

/** Where the time of a session went: one line for each reason, what counted first, nothing shorter than a second. */
export const minutesStory = (spans: readonly AccountedSpan[]): readonly Chapter[] => {
  const sums = new Map<string, Chapter>();
  for (const { from, to, reason, counted } of spans) {
    const key = `${reason} ${counted}`;
    sums.set(key, { reason, counted, ms: (sums.get(key)?.ms ?? 0) + Math.max(0, to - from) });
  }
  return [...sums.values()]
    .filter(({ ms }) => ms >= 1_000)
    .toSorted(
      (a, b) => Number(b.counted) - Number(a.counted) || order.indexOf(a.reason) - order.indexOf(b.reason),
    );
};
