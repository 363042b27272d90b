import type { Actor } from '../person.js';
import type { Instant } from '../time.js';
import type { SafetyEvent } from './events.js';

type Data<Type extends SafetyEvent['type']> = Extract<SafetyEvent, { readonly type: Type }>['data'];
export type LadderStep = Data<'SafetySignalEscalated'>['step'];

export type SafetyCommand =
  | {
      readonly type: 'RaiseSignal';
      readonly signalId: string;
      readonly patientId: string;
      readonly programmeId: string;
      readonly sessionId?: string;
      readonly source: Data<'SafetySignalRaised'>['source'];
      readonly urgency: Data<'SafetySignalRaised'>['urgency'];
      readonly at: Instant;
      /** While a group is running somebody is at hand, so the ladder is short. */
      readonly sessionIsLive: boolean;
    }
  /** By a timer: it may come early, late or twice. */
  | { readonly type: 'EscalateSignal'; readonly step: LadderStep; readonly at: Instant }
  | { readonly type: 'AcknowledgeSignal'; readonly by: string; readonly at: Instant }
  | {
      readonly type: 'CloseSignal';
      readonly by: Actor;
      readonly at: Instant;
      readonly disposition: Data<'SafetySignalClosed'>['disposition'];
      readonly note: string;
    };
