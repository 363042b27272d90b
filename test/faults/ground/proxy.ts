import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A stretch of network between two processes that can be cut: what was open breaks, and nothing new gets through. */
export class Proxy {
  readonly #open = new Set<Socket>();
  #isCut = false;

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    server.on('connection', (socket) => this.#pass(socket));
  }

  /** @param port where to listen; any free one when left out */
  static async to(target: { readonly host: string; readonly port: number }, port = 0): Promise<Proxy> {
    const server = createServer();
    const proxy = new Proxy(server, target);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#open) socket.destroy();
  }

  restore(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #pass(socket: Socket): void {
    if (this.#isCut) {
      socket.destroy();
      return;
    }
    const far = connect(this.target);
    for (const [one, other] of [
      [socket, far],
      [far, socket],
    ] as const) {
      this.#open.add(one);
      one.setNoDelay(true);
      // Whatever breaks on one side breaks on the other, as on a wire; that is all there is to an error here.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
