import type { EventsByCategory, StreamCategory } from '@hearth/domain';

export interface PolicyOutcome {
  /** The last revision that the policy has seen; -1 when there is no such stream. */
  readonly revision: number;
  /**
   * When the world must be looked at again though nothing may have happened in the stream: a deadline, a step of a
   * ladder, the next poll. Ms since the epoch; null when nothing is left to be done.
   */
  readonly lookAgainAt: number | null;
}

/**
 * A rule of Hearth's own, acting on the world. It is level-triggered: on news of a stream it looks at the stream as
 * it is now and does what is still to be done, so that it may be called any number of times, late, or by two.
 */
export interface PolicyOf<Category extends StreamCategory> {
  readonly name: string;
  readonly category: Category;
  /** The only events after which there may be something to do, besides the passing of time; left out: all. */
  readonly after?: readonly EventsByCategory[Category]['type'][];
  readonly act: (id: string) => Promise<PolicyOutcome>;
}

export type Policy = { [Category in StreamCategory]: PolicyOf<Category> }[StreamCategory];
