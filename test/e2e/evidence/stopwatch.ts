/** How long something that was done took to be seen elsewhere. Reported, never asserted: machines differ. */
export class Sightings {
  readonly #rows: { what: string; ms: number }[] = [];

  /** Does something, waits until it is seen, and answers with when it was done. */
  async of(what: string, act: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<void> {
    await act();
    const done = performance.now();
    await seen();
    this.#rows.push({ what, ms: Math.round(performance.now() - done) });
  }

  report(): string {
    return this.#rows.map(({ what, ms }) => `  ${what}: seen after ${ms} ms`).join('\n');
  }
}

/** A moment that lies between two looks at the clock. */
export interface Bounds {
  readonly earliest: number;
  readonly latest: number;
}

export const bounded = async (act: () => Promise<unknown>): Promise<Bounds> => {
  const earliest = Date.now();
  await act();
  return { earliest, latest: Date.now() };
};

/** How long a stay lasted at least and at most, in ms, by the bounds of its two ends. */
export const stayOf = (from: Bounds, to: Bounds): { readonly least: number; readonly most: number } => ({
  least: Math.max(0, to.earliest - from.latest),
  most: to.latest - from.earliest,
});
