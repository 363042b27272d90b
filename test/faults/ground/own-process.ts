import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { eventually } from '../../fixtures/eventually.js';

export interface OwnProcessOptions {
  readonly entry: string;
  readonly preload: string;
  readonly env: Readonly<Record<string, string>>;
  /** Answers with 200 when the process is ready. */
  readonly readyUrl: string;
  readonly logFile: string;
}

const READY_WITHIN_MS = 90_000;

/** The api or the worker, run here and not by the launcher, so that what it stands on can be cut off from it. */
export class OwnProcess {
  #child: ChildProcess | null = null;

  constructor(private readonly options: OwnProcessOptions) {}

  async start(): Promise<void> {
    const { entry, preload, env, readyUrl, logFile } = this.options;
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, ['--import', preload, entry], { env, stdio: ['ignore', log, log] });
    this.#child = child;
    await eventually(
      `${readyUrl} is ready`,
      async () => {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}; see ${logFile}`);
        const answer = await fetch(readyUrl).catch(() => null);
        return answer?.ok;
      },
      READY_WITHIN_MS,
    );
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
