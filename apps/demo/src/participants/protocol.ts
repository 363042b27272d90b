import type { EndReason } from '../media/room-connection.js';
import type { ParticipantPlan } from '../participant/plan.js';

/** What a process of simulated participants is told. */
export type Order =
  | { readonly kind: 'take-part'; readonly plan: ParticipantPlan }
  /** A bare connection with a token that is at hand, without the api: for looking at the video alone. */
  | {
      readonly kind: 'connect';
      readonly key: string;
      readonly url: string;
      readonly token: string;
      readonly publishes: boolean;
      readonly listens: boolean;
    }
  | { readonly kind: 'speak'; readonly key: string; readonly on: boolean }
  | { readonly kind: 'disconnect'; readonly key: string }
  | { readonly kind: 'end' };

/** What it tells. Ids only. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly sessionId: string; readonly personaId: string }
  | {
      readonly kind: 'connected';
      readonly key: string;
      readonly roomSid: string;
      readonly participantSid: string;
    }
  | { readonly kind: 'ended'; readonly key: string; readonly reason: EndReason }
  | { readonly kind: 'speaking'; readonly key: string; readonly identities: readonly string[] }
  | { readonly kind: 'failed'; readonly key: string; readonly why: string };
