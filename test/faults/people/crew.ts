import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually } from '../../fixtures/eventually.js';
import type { Order, Report } from './protocol.js';

export type PlaceReport = Extract<Report, { kind: 'place' }>;

/** The measuring itself broke: a process of guests ended by itself, so that nothing can be said of the ledger. */
export class GuestsDied extends Error {}

/** One process of guests. All of its guests share one network: a crew that stands still has lost it. */
export class Crew {
  #ready = false;
  /** How it ended when nobody had asked it to. */
  #died: string | null = null;
  #isEnding = false;

  private constructor(
    private readonly child: ChildProcess,
    onPlace: (report: PlaceReport) => void,
  ) {
    child.once('exit', (code, signal) => {
      if (!this.#isEnding) this.#died = signal ?? `code ${code}`;
    });
    child.on('message', (report: Report) => {
      switch (report.kind) {
        case 'ready':
          this.#ready = true;
          return;
        case 'place':
          onPlace(report);
          return;
        default:
          report satisfies never;
      }
    });
  }

  static async start(apiUrl: string, onPlace: (report: PlaceReport) => void): Promise<Crew> {
    const child = fork(fileURLToPath(new URL('./process.js', import.meta.url)), {
      execArgv: [],
      // Its native side would otherwise write a log of its own.
      env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '', HEARTH_API_URL: apiUrl },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const crew = new Crew(child, onPlace);
    await eventually('the guests are ready', () => crew.#ready);
    return crew;
  }

  /** @throws GuestsDied */
  mustLive(): void {
    if (this.#died !== null) throw new GuestsDied(`a process of guests ended by itself (${this.#died})`);
  }

  tell(order: Order): void {
    if (this.child.connected) this.child.send(order);
  }

  /** To everybody else, the network of these guests is gone. */
  cutOff(): void {
    this.child.kill('SIGSTOP');
  }

  reconnect(): void {
    this.child.kill('SIGCONT');
  }

  /** At once, whatever its guests are at. */
  async kill(): Promise<void> {
    this.#isEnding = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      this.child.once('exit', () => resolve());
      this.child.kill('SIGKILL');
    });
  }

  async end(): Promise<void> {
    this.#isEnding = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      this.child.once('exit', () => resolve());
      this.reconnect();
      this.tell({ kind: 'end' });
    });
  }
}
