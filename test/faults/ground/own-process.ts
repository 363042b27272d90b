import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { eventually } from '../../fixtures/eventually.js';

export interface OwnProcessOptions {
  /** What `node` is given: the entry and its arguments. */
  readonly args: readonly string[];
  readonly preload: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it answers. */
  readonly isReady: () => Promise<boolean>;
  readonly logFile: string;
}

const READY_WITHIN_MS = 90_000;

/** The api, the worker or the event store, run here and not by the launcher: with a clock of its own that can be set. */
export class OwnProcess {
  #child: ChildProcess | null = null;

  constructor(private readonly options: OwnProcessOptions) {}

  async start(): Promise<void> {
    const { args, preload, env, isReady, logFile } = this.options;
    if (this.isRunning) return;
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, ['--import', preload, ...args], {
      env,
      stdio: ['ignore', log, log],
    });
    this.#child = child;
    await eventually(
      `${args[0]} is ready`,
      () => {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}; see ${logFile}`);
        return isReady();
      },
      READY_WITHIN_MS,
    );
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  }
}
