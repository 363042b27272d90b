import { MINUTE, SECOND } from '@hearth/domain';
import type { Logger } from '@hearth/platform';
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ParticipantPlan } from '../participant/plan.js';
import { Rhythm } from '../participant/rhythm.js';
import type { Order, Report } from './protocol.js';

export interface CrewOptions {
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly logLevel: string;
  /** Whether its participants lose the network for a while now and then. */
  readonly unsteady: boolean;
}

const LOST_MS = 40 * SECOND;
const COMES_BACK_MS = 3_000;
const LEAVES_WITHIN_MS = 8_000;

/** One process of simulated participants, brought back when it dies, with everybody who was in it. */
export class Crew {
  readonly #plans = new Map<string, ParticipantPlan>();
  #child: ChildProcess | null = null;
  #ready = false;
  #ended = false;

  #loss: NodeJS.Timeout | null = null;

  constructor(private readonly options: CrewOptions) {}

  /** Lets somebody take part; nothing when they already do. */
  takePart(plan: ParticipantPlan): void {
    const key = keyOf(plan);
    if (this.#plans.has(key)) return;
    this.#plans.set(key, plan);
    if (this.#child === null) this.#start();
    if (this.#ready) this.#order({ kind: 'take-part', plan });
  }

  /** Everybody leaves; the process is ended when it does not end by itself. */
  async end(): Promise<void> {
    this.#ended = true;
    if (this.#loss !== null) clearInterval(this.#loss);
    const child = this.#child;
    if (child === null || child.exitCode !== null) return;
    await new Promise<void>((resolve) => {
      const impatient = setTimeout(() => child.kill('SIGKILL'), LEAVES_WITHIN_MS);
      child.once('exit', () => {
        clearTimeout(impatient);
        resolve();
      });
      child.kill('SIGCONT');
      this.#order({ kind: 'end' });
    });
  }

  /**
   * A process that stands still is to everybody else one whose network is gone: LiveKit gives it up after twenty
   * seconds, and it comes back by itself when it goes on.
   */
  #loseNow(): void {
    const child = this.#child;
    if (child === null || !this.#ready || this.#plans.size === 0) return;
    child.kill('SIGSTOP');
    setTimeout(() => child.kill('SIGCONT'), LOST_MS);
  }

  #loseNowAndThen(): void {
    const rhythm = new Rhythm(`crew/${Date.now()}`, 3 * MINUTE, 9 * MINUTE, Date.now());
    this.#loss = setInterval(() => {
      if (rhythm.due(Date.now())) this.#loseNow();
    }, SECOND);
  }

  #start(): void {
    const { apiUrl, logLevel, logger } = this.options;
    const child = fork(fileURLToPath(new URL('./process.js', import.meta.url)), {
      // Its native side would otherwise write a log of its own.
      env: { ...process.env, NODE_ENV: 'production', HEARTH_API_URL: apiUrl, LOG_LEVEL: logLevel },
    });
    this.#child = child;
    if (this.options.unsteady && this.#loss === null) this.#loseNowAndThen();
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
