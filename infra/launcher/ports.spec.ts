import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { claimWebPort, freePort, portState } from './ports.mjs';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

async function occupy(host: string): Promise<number> {
  const port = await freePort();
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  closers.push(() => server.close());
  return port;
}

describe('ports', () => {
  it('are free when nobody listens, and are not handed out twice', async () => {
    const ports = [await freePort(), await freePort(), await freePort('udp')];
    expect(new Set(ports).size).toBe(3);
    for (const port of ports) expect(await portState(port)).toBe('free');
  });

  it.each(['127.0.0.1', '0.0.0.0', '::1'])('are taken when somebody listens on %s', async (host) => {
    expect(await portState(await occupy(host))).toBe('taken');
  });

  it('are taken for UDP by UDP alone', async () => {
    const port = await freePort('udp');
    const socket = createSocket('udp4').bind(port, '127.0.0.1');
    await once(socket, 'listening');
    closers.push(() => socket.close());
    expect(await portState(port, 'udp')).toBe('taken');
    expect(await portState(port, 'tcp')).toBe('free');
  });

  it('say what to do when the port of the page is taken', async () => {
    const port = await occupy('127.0.0.1');
    const problem = await claimWebPort(port).catch((error: unknown) => error);
    expect(problem).toMatchObject({
      message: `Port ${port} is taken by another program.`,
      wayOut: expect.stringMatching(/npm start -- --port \d+$/),
    });
  });

  it('are claimed without a word when free', async () => {
    await expect(claimWebPort(await freePort())).resolves.toBeUndefined();
  });
});
