import { GONE_WITHIN_MS, type AccountedSpan } from '@hearth/domain';

/** LiveKit tells to the second, and its list within some seconds, that somebody is out; the removal is known exactly. */
const TOLD_WITHIN_MS = 10_000;

/** Whether a span is a gap that followed a patient's removal. */
export const isGapAfterRemoval = (
  { reason, from }: Pick<AccountedSpan, 'reason' | 'from'>,
  removed: { readonly at: number } | null,
): boolean =>
  reason === 'gap' &&
  removed !== null &&
  from - GONE_WITHIN_MS <= removed.at &&
  removed.at < from + TOLD_WITHIN_MS;
