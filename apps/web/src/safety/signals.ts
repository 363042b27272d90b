import type { SignalSummary } from '@hearth/views';

export type SignalState = 'open' | 'acknowledged' | 'closed';

export const signalState = (signal: SignalSummary): SignalState => {
  if (signal.closed !== null) return 'closed';
  return signal.acknowledged === null ? 'open' : 'acknowledged';
};

const stateRank: Readonly<Record<SignalState, number>> = { open: 0, acknowledged: 1, closed: 2 };
const urgencyRank: Readonly<Record<SignalSummary['urgency'], number>> = { immediate: 0, urgent: 1 };

/** Unacknowledged first, immediate before urgent, then the one that has waited longest. */
export const byUrgency = (signals: readonly SignalSummary[]): readonly SignalSummary[] =>
  [...signals].sort(
    (a, b) =>
      stateRank[signalState(a)] - stateRank[signalState(b)] ||
      urgencyRank[a.urgency] - urgencyRank[b.urgency] ||
      a.raisedAt - b.raisedAt,
  );

/** Those that somebody must still act on, most urgent first. */
export const openSignals = (signals: readonly SignalSummary[]): readonly SignalSummary[] =>
  byUrgency(signals.filter((signal) => signalState(signal) !== 'closed'));
