import { chanceOf } from './chance.js';

export const SAMPLE_RATE = 16_000;
/** About −22 dB below full scale: well above what LiveKit calls speaking, and soft to listen to. */
const LOUDNESS = 0.11;

/**
 * A soft humming that rises and falls like speech, without words, and different for each seed. Answers samples one
 * stretch after another.
 */
export class Voice {
  readonly #pitch: number;
  readonly #pace: number;
  readonly #colour: readonly number[];
  #sample = 0;

  constructor(seed: string) {
    const chance = chanceOf(seed);
    this.#pitch = 110 + chance() * 120;
    this.#pace = 2.4 + chance() * 1.4;
    this.#colour = [1, 0.35 + chance() * 0.3, 0.12 + chance() * 0.2];
  }

  /** The next `count` samples, mono, 16 bit, `SAMPLE_RATE` a second. */
  next(count: number): Int16Array {
    const samples = new Int16Array(count);
    const total = this.#colour.reduce((sum, weight) => sum + weight, 0);
    for (let i = 0; i < count; i += 1, this.#sample += 1) {
      const seconds = this.#sample / SAMPLE_RATE;
      const melody = this.#pitch * (1 + 0.06 * Math.sin(seconds * 2.1) + 0.03 * Math.sin(seconds * 5.3));
      const syllable = 0.35 + 0.65 * Math.abs(Math.sin(Math.PI * this.#pace * seconds));
      const sound = this.#colour.reduce(
        (sum, weight, harmonic) => sum + weight * Math.sin(2 * Math.PI * melody * (harmonic + 1) * seconds),
        0,
      );
      samples[i] = Math.round((sound / total) * syllable * LOUDNESS * 32_767);
    }
    return samples;
  }
}
