import type { Instant, Milliseconds } from '@hearth/domain';
import { chanceOf, hashOf } from '../media/chance.js';

/** Something that a person does now and then, at intervals between two lengths. */
export class Rhythm {
  readonly #chance: () => number;
  #nextAt: Instant;

  constructor(
    seed: string,
    private readonly atLeastMs: Milliseconds,
    private readonly atMostMs: Milliseconds,
    from: Instant,
  ) {
    this.#chance = chanceOf(seed);
    this.#nextAt = from + this.#interval();
  }

  /** Whether it is time; asking once its time has come sets the next time. */
  due(now: Instant): boolean {
    if (now < this.#nextAt) return false;
    this.#nextAt = now + this.#interval();
    return true;
  }

  #interval(): Milliseconds {
    return this.atLeastMs + this.#chance() * (this.atMostMs - this.atLeastMs);
  }
}

const TURN_MS = 11_000;
const BREATH_MS = 2_500;

/**
 * Whose turn to speak it is at a moment, by seat; null for a moment of quiet. Everybody who knows the session and
 * the number of seats comes to the same answer, so that nobody talks over anybody.
 */
export const speakerAt = (sessionId: string, seats: number, at: Instant): number | null => {
  const turn = Math.floor(at / TURN_MS);
  if (at % TURN_MS > TURN_MS - BREATH_MS) return null;
  const drawn = hashOf(`${sessionId}/${turn}`) % (seats + 2);
  return drawn < seats ? drawn : null;
};
