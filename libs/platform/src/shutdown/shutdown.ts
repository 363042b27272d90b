import type { Logger } from '../logging/logger.js';

type Step = () => Promise<unknown>;

/**
 * Ends a process in order: what was opened last is closed first, so that nothing loses what it stands on. A step
 * that fails is logged and the next one runs.
 */
export class Shutdown {
  readonly #steps: { readonly name: string; readonly step: Step }[] = [];
  #running: Promise<boolean> | null = null;

  constructor(private readonly logger: Logger) {}

  /** Registers a step; the steps run in the reverse order of their registration. */
  add(name: string, step: Step): void {
    this.#steps.push({ name, step });
  }

  /** Runs all steps, once, however often it is called. Resolves to whether all of them went well. */
  run(reason: string): Promise<boolean> {
    this.#running ??= this.#runSteps(reason);
    return this.#running;
  }

  async #runSteps(reason: string): Promise<boolean> {
    this.logger.info({ why: reason }, 'ending');
    let well = true;
    for (const { name, step } of this.#steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        well = false;
        this.logger.error({ err: error, step: name }, 'a step of ending failed');
      }
    }
    return well;
  }
}

/**
 * Ends the process after its steps on SIGTERM or SIGINT, and when the parent that started it goes away, if
 * `HEARTH_EXIT_WITH_PARENT=1`. A second signal, or `graceMs`, ends it at once.
 */
export const shutDownOnSignals = (
  shutdown: Shutdown,
  options: { readonly graceMs: number; readonly env?: Readonly<Record<string, string | undefined>> } = {
    graceMs: 10_000,
  },
): void => {
  let asked = false;
  const end = (reason: string): void => {
    if (asked) process.exit(1);
    asked = true;
    setTimeout(() => process.exit(1), options.graceMs).unref();
    void shutdown.run(reason).then((well) => process.exit(well ? 0 : 1));
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  if ((options.env ?? process.env)['HEARTH_EXIT_WITH_PARENT'] === '1') {
    process.stdin.on('end', () => end('the parent is gone'));
    process.stdin.on('error', () => end('the parent is gone'));
    process.stdin.resume();
  }
};
