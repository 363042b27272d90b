import type { Logger } from '@hearth/platform';
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ParticipantPlan } from '../participant/plan.js';
import type { Order, Report } from './protocol.js';

export interface CrewOptions {
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly logLevel: string;
}

const COMES_BACK_MS = 3_000;
const LEAVES_WITHIN_MS = 8_000;

/** One process of simulated participants, brought back when it dies, with everybody who was in it. */
export class Crew {
  readonly #plans = new Map<string, ParticipantPlan>();
  #child: ChildProcess | null = null;
  #ready = false;
  #ended = false;

  constructor(private readonly options: CrewOptions) {
    this.#start();
  }

  /** How many are taking part now. */
  get size(): number {
    return this.#plans.size;
  }

  /** Lets somebody take part; nothing when they already do. */
  takePart(plan: ParticipantPlan): void {
    const key = keyOf(plan);
    if (this.#plans.has(key)) return;
    this.#plans.set(key, plan);
    if (this.#ready) this.#order({ kind: 'take-part', plan });
  }

  /** Everybody leaves; the process is ended when it does not end by itself. */
  async end(): Promise<void> {
    this.#ended = true;
    const child = this.#child;
    if (child === null || child.exitCode !== null) return;
    await new Promise<void>((resolve) => {
      const impatient = setTimeout(() => child.kill('SIGKILL'), LEAVES_WITHIN_MS);
      child.once('exit', () => {
        clearTimeout(impatient);
        resolve();
      });
      this.#order({ kind: 'end' });
    });
  }

  #start(): void {
    const { apiUrl, logLevel, logger } = this.options;
    const child = fork(fileURLToPath(new URL('./process.js', import.meta.url)), {
      // Its native side would otherwise write a log of its own.
      env: { ...process.env, NODE_ENV: 'production', HEARTH_API_URL: apiUrl, LOG_LEVEL: logLevel },
    });
    this.#child = child;
    child.on('message', (report: Report) => this.#heard(report));
    child.on('error', (error) => logger.error({ err: error }, 'simulated participants'));
    child.once('exit', (code, signal) => {
      this.#ready = false;
      if (this.#ended) return;
      logger.warn({ code, signal }, 'the simulated participants are gone and come back');
      setTimeout(() => !this.#ended && this.#start(), COMES_BACK_MS);
    });
  }

  #heard(report: Report): void {
    switch (report.kind) {
      case 'ready':
        this.#ready = true;
        for (const plan of this.#plans.values()) this.#order({ kind: 'take-part', plan });
        return;
      case 'done':
        this.#plans.delete(keyOf(report));
        return;
      case 'connected':
      case 'ended':
      case 'speaking':
      case 'failed':
        // Only bare connections tell these, and the demo orders none.
        return;
      default:
        report satisfies never;
    }
  }

  #order(order: Order): void {
    if (this.#child?.connected === true) this.#child.send(order);
  }
}

const keyOf = ({ sessionId, personaId }: { sessionId: string; personaId: string }): string =>
  `${sessionId}/${personaId}`;
