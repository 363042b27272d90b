import type { Recorded, SafetyEvent } from '@hearth/domain';
import type { SignalSummary } from '../room/document.js';
import type { StreamView } from '../view.js';

export interface SafetyDocument {
  readonly signalId: string;
  readonly programmeId: string | null;
  /** Null until the signal is raised. */
  readonly signal: SignalSummary | null;
  readonly ladder: readonly { readonly step: SignalSummary['step']; readonly dueAt: number }[];
}

export const openSignals = (programmeId: string): string => `signals-open:${programmeId}`;
export const signalsOfSession = (sessionId: string): string => `signals-of-session:${sessionId}`;

const changed = (document: SafetyDocument, change: Partial<SignalSummary>): SafetyDocument =>
  document.signal === null ? document : { ...document, signal: { ...document.signal, ...change } };

const foldSafety = (document: SafetyDocument, { event }: Recorded<SafetyEvent>): SafetyDocument => {
  switch (event.type) {
    case 'SafetySignalRaised': {
      const { signalId, patientId, programmeId, sessionId, source, urgency, at, ladder } = event.data;
      return {
        signalId,
        programmeId,
        ladder,
        signal: {
          signalId,
          patientId,
          sessionId: sessionId ?? null,
          source,
          urgency,
          raisedAt: at,
          step: 'care-team',
          acknowledged: null,
          closed: null,
        },
      };
    }
    case 'SafetySignalEscalated':
      return changed(document, { step: event.data.step });
    case 'SafetySignalAcknowledged':
      return changed(document, { acknowledged: { by: event.data.by, at: event.data.at } });
    case 'SafetySignalClosed':
      return changed(document, { closed: { at: event.data.at, disposition: event.data.disposition } });
    default: {
      const never: never = event;
      return never;
    }
  }
};

const indexes = ({ programmeId, signal }: SafetyDocument): readonly string[] => {
  if (programmeId === null || signal === null) return [];
  return [
    ...(signal.closed === null ? [openSignals(programmeId)] : []),
    ...(signal.sessionId === null ? [] : [signalsOfSession(signal.sessionId)]),
  ];
};

export const safetyView: StreamView<'safety', SafetyDocument> = {
  kind: 'stream',
  name: 'safety',
  version: 1,
  category: 'safety',
  initial: (signalId: string): SafetyDocument => ({ signalId, programmeId: null, signal: null, ladder: [] }),
  fold: foldSafety,
  indexes,
  dependents: ({ signal }) =>
    signal?.sessionId === null || signal === null ? [] : [{ view: 'room', key: signal.sessionId }],
};
