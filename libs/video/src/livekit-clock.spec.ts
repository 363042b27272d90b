import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { livekitClock } from './livekit-clock.js';

const NOW = 1_700_000_000_000;

describe('the clock of LiveKit', () => {
  let server: Server;
  let url = '';
  let now = NOW;
  let aheadMs = 0;

  beforeEach(async () => {
    now = NOW;
    aheadMs = 0;
    server = createServer((_, response) => {
      response.sendDate = false;
      response.setHeader('date', new Date(Math.floor((now + aheadMs) / 1_000) * 1_000).toUTCString());
      response.end('OK');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is ours when it is as good as ours', async () => {
    aheadMs = 1_400;
    expect(await livekitClock(url, () => now).ahead()).toBe(0);
  });

  it.each([120_000, -120_000])('is known to be %i ms ahead, to within a second', async (by) => {
    aheadMs = by;
    expect(Math.abs((await livekitClock(url, () => now).ahead()) - by)).toBeLessThanOrEqual(1_000);
  });

  it('is asked again after a second, and remembered while LiveKit is away', async () => {
    const clock = livekitClock(url, () => now);
    expect(await clock.ahead()).toBe(0);
    aheadMs = 120_000;
    expect(await clock.ahead()).toBe(0);
    expect(await clock.aheadNow()).toBeGreaterThan(100_000);
    aheadMs = 240_000;
    now += 1_500;
    const ahead = await clock.ahead();
    expect(ahead).toBeGreaterThan(200_000);
    await new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
    now += 1_500;
    expect(await clock.ahead()).toBe(ahead);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
});
