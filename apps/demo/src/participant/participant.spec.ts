import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Hearing } from './hearing.js';
import { Rhythm, speakerAt } from './rhythm.js';
import { Wakeable } from './wakeable.js';

describe('turns to speak', () => {
  it('belong to one seat at a time, and leave room for silence', () => {
    const seats = 8;
    const speakers = Array.from({ length: 2_000 }, (_, second) =>
      speakerAt('session', seats, second * 1_000),
    );
    expect(speakers.filter((seat) => seat === null).length).toBeGreaterThan(200);
    for (let seat = 0; seat < seats; seat += 1) expect(speakers).toContain(seat);
    expect(speakers.every((seat) => seat === null || (seat >= 0 && seat < seats))).toBe(true);
  });

  it('are the same for everybody who asks', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 20 }), fc.nat(), (session, seats, at) => {
        expect(speakerAt(session, seats, at)).toBe(speakerAt(session, seats, at));
      }),
    );
  });
});

describe('a rhythm', () => {
  it('comes again after no less and no more than it should', () => {
    const rhythm = new Rhythm('seed', 1_000, 3_000, 0);
    const times: number[] = [];
    for (let now = 0; now < 200_000; now += 10) if (rhythm.due(now)) times.push(now);
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(3_010);
  });
});

describe('hearing', () => {
  it('takes the late end off each burst', () => {
    const hearing = new Hearing();
    hearing.heard(['a'], 1_000);
    hearing.heard([], 5_000);
    expect(hearing.take(6_000)).toEqual([{ identity: 'a', from: 1_000, to: 4_400 }]);
    expect(hearing.take(7_000)).toEqual([]);
  });

  it('counts who is still speaking up to now, and goes on from there', () => {
    const hearing = new Hearing();
    hearing.heard(['a'], 0);
    expect(hearing.take(10_000)).toEqual([{ identity: 'a', from: 0, to: 10_000 }]);
    hearing.heard([], 15_000);
    expect(hearing.take(15_000)).toEqual([{ identity: 'a', from: 10_000, to: 14_400 }]);
  });

  it('hears two at a time, and no blips', () => {
    const hearing = new Hearing();
    hearing.heard(['a', 'b'], 0);
    hearing.heard(['b'], 700);
    hearing.deaf(3_600);
    expect(hearing.take(4_000)).toEqual([{ identity: 'b', from: 0, to: 3_000 }]);
  });
});

describe('a pause that can be cut short', () => {
  it('ends when woken, also when woken before it began', async () => {
    const { signal } = new AbortController();
    const wakeable = new Wakeable();
    wakeable.wake();
    await wakeable.wait(3_600_000, signal);
    const waiting = wakeable.wait(3_600_000, signal);
    wakeable.wake();
    await waiting;
  });

  it('ends when everything ends', async () => {
    const ending = new AbortController();
    const waiting = new Wakeable().wait(3_600_000, ending.signal);
    ending.abort();
    await waiting;
    await new Wakeable().wait(3_600_000, ending.signal);
  });
});
