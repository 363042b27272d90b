/** What a count came to. */
export interface Counted {
  readonly count: number;
  readonly endsInMs: number;
}

/** Counts by key within windows of time that begin with the first count. */
export interface WindowCounting {
  /** Counts one more. @throws when what it counts in is away */
  readonly add: (key: string, windowMs: number) => Promise<Counted>;
}

interface Window {
  count: number;
  readonly endsAt: number;
}

/** Windows that are over are thrown away when there are this many. */
const MANY = 10_000;

/** Counts in this process alone. */
export class WindowCounter implements WindowCounting {
  readonly #windows = new Map<string, Window>();

  constructor(private readonly now: () => number) {}

  add(key: string, windowMs: number): Promise<Counted> {
    const now = this.now();
    const known = this.#windows.get(key);
    // A clock that was set back must not stretch a window.
    const runs = known && now < known.endsAt && known.endsAt - now <= windowMs;
    const window = runs ? known : { count: 0, endsAt: now + windowMs };
    window.count += 1;
    if (!runs) {
      if (this.#windows.size >= MANY) this.#tidy(now);
      this.#windows.set(key, window);
    }
    return Promise.resolve({ count: window.count, endsInMs: window.endsAt - now });
  }

  #tidy(now: number): void {
    for (const [key, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(key);
  }
}
