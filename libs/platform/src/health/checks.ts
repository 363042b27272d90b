export interface CheckResult {
  readonly name: string;
  readonly healthy: boolean;
  readonly tookMs: number;
  /** Why not; words for an operator, nothing about a person. */
  readonly problem?: string;
}

export interface HealthReport {
  readonly ready: boolean;
  readonly checks: readonly CheckResult[];
}

/** Resolves when the thing works, rejects with the reason when it does not. */
export type HealthCheck = (signal: AbortSignal) => Promise<unknown>;

const timeout = (signal: AbortSignal, timeoutMs: number): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer within ${timeoutMs} ms`)), {
      once: true,
    });
  });

/** What `/health/ready` asks before it says that a process can do its work. */
export class HealthChecks {
  readonly #checks = new Map<string, HealthCheck>();

  constructor(private readonly timeoutMs = 2_000) {}

  register(name: string, check: HealthCheck): void {
    this.#checks.set(name, check);
  }

  /** Runs all checks at the same time, each within the time allowed. Never rejects. */
  async run(): Promise<HealthReport> {
    const checks = await Promise.all([...this.#checks].map(([name, check]) => this.#runOne(name, check)));
    return { ready: checks.every(({ healthy }) => healthy), checks };
  }

  async #runOne(name: string, check: HealthCheck): Promise<CheckResult> {
    const startedAt = performance.now();
    const signal = AbortSignal.timeout(this.timeoutMs);
    const took = () => Math.round(performance.now() - startedAt);
    try {
      await Promise.race([check(signal), timeout(signal, this.timeoutMs)]);
      return { name, healthy: true, tookMs: took() };
    } catch (error) {
      return {
        name,
        healthy: false,
        tookMs: took(),
        problem: error instanceof Error ? error.message : String(error),
      };
    }
  }
}
