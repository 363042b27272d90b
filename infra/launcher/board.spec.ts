import { describe, expect, it } from '@jest/globals';
import { Board, duration, statusLine } from './board.mjs';

describe('a time', () => {
  it.each([
    [40, '0.0 s'],
    [412, '0.4 s'],
    [9_940, '9.9 s'],
    [9_960, '10 s'],
    [34_400, '34 s'],
    [108_000, '1 min 48 s'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

describe('a line of the list', () => {
  it('says where a service came from, its version, its address and how long it took', () => {
    const line = statusLine({
      name: 'redis',
      state: 'ready',
      origin: '/usr/bin/redis-server',
      version: '7.0.15',
      address: '127.0.0.1:21000',
      tookMs: 120,
    });
    expect(line).toBe('  ✓ Redis         ready in 0.1 s · /usr/bin/redis-server 7.0.15 · 127.0.0.1:21000');
  });

  it('says why not', () => {
    expect(statusLine({ name: 'livekit', state: 'off', detail: 'video is off: no network' })).toBe(
      '  – LiveKit       video is off: no network',
    );
    expect(statusLine({ name: 'api', state: 'failed', detail: 'ended with code 1' })).toContain('✗ api');
  });

  it('says how long it has been at it', () => {
    const status = { name: 'server', state: 'working', detail: 'building' } as const;
    expect(statusLine(status, { workedMs: 400 })).toBe('  … server        building');
    expect(statusLine(status, { workedMs: 4_000 })).toBe('  … server        building · 4.0 s');
  });

  it('never runs over the edge', () => {
    const status = { name: 'livekit', state: 'off', detail: 'x'.repeat(200) } as const;
    expect(statusLine(status, { columns: 60 }).length).toBeLessThan(60);
  });
});

describe('the list', () => {
  const screen = (isTTY: boolean) => {
    const written: string[] = [];
    return { written, isTTY, columns: 80, write: (text: string) => written.push(text) };
  };

  it('is a line a change where there is no terminal, without colour or cursor movements', () => {
    const out = screen(false);
    const board = new Board(out, {});
    board.show({ name: 'redis', state: 'working', detail: 'starting' });
    board.show({ name: 'redis', state: 'working', detail: 'starting' });
    board.show({ name: 'redis', state: 'ready', detail: 'up to date' });
    expect(out.written).toEqual(['  … Redis         starting\n', '  ✓ Redis         up to date\n']);
  });

  it('does not fill a log with percentages', () => {
    const out = screen(false);
    const board = new Board(out, {});
    for (const percent of [1, 2, 50]) {
      board.show({ name: 'livekit', state: 'working', detail: `downloading: ${percent} %` });
    }
    expect(out.written).toHaveLength(1);
  });

  it('is drawn over on a terminal', () => {
    const out = screen(true);
    const board = new Board(out, { TERM: 'xterm' });
    board.show({ name: 'redis', state: 'working', detail: 'starting' });
    board.show({ name: 'redis', state: 'ready' });
    board.settle();
    expect(out.written.at(1)).toMatch(/^\u001b\[1A/);
    expect(out.written.join('')).toContain('\u001b[32m✓');
  });

  it('gives each later change the time of day', () => {
    const out = screen(false);
    const board = new Board(out, {});
    board.settle();
    board.show({ name: 'worker', state: 'restarting', detail: 'ended by SIGKILL; starting again in 0.5 s' });
    expect(out.written.join('')).toMatch(/^ {2}\d\d:\d\d:\d\d {2}↻ worker/);
  });
});
