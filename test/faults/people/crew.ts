import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually } from '../../fixtures/eventually.js';
import type { Order, Report } from './protocol.js';

export type PlaceReport = Extract<Report, { kind: 'place' }>;

/** One process of guests. All of its guests share one network: a crew that stands still has lost it. */
export class Crew {
  #ready = false;

  private constructor(
    private readonly child: ChildProcess,
    onPlace: (report: PlaceReport) => void,
  ) {
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
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      this.child.once('exit', () => resolve());
      this.child.kill('SIGKILL');
    });
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      this.child.once('exit', () => resolve());
      this.reconnect();
      this.tell({ kind: 'end' });
    });
  }
}
