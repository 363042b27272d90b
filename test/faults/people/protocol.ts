import type { VisitPlace } from '../../../apps/demo/src/participant/room-visit.js';

export interface GuestPlan {
  readonly personId: string;
  readonly sessionId: string;
  readonly part: 'patient' | 'facilitator';
}

/** What a process of guests is told. */
export type Order =
  | { readonly kind: 'come'; readonly plan: GuestPlan }
  | { readonly kind: 'leave'; readonly personId: string }
  /** Out of every session, for good. */
  | { readonly kind: 'end' };

/** What it tells. */
export type Report =
  | { readonly kind: 'ready' }
  | {
      /** Where a guest is from now on. */
      readonly kind: 'place';
      readonly personId: string;
      readonly sessionId: string;
      readonly place: VisitPlace;
      /** On the way in or out: others may see it otherwise. */
      readonly changing: boolean;
      /**
       * When that was seen, and when it was not so yet for sure: on a busy machine nobody looks for a while. By the
       * machine's monotonic clock, which all of its processes share and nobody can set.
       */
      readonly atMs: number;
      readonly notBeforeMs: number;
    };
