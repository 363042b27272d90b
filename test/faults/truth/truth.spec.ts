import { describe, expect, it } from '@jest/globals';
import type { VisitPlace } from '../../../apps/demo/src/participant/room-visit.js';
import { Truth } from './truth.js';

const ANA = 'patient-1';
const END = 100;

/** Somebody's words, each seen at one moment and not so before another. */
const told = (truth: Truth, place: VisitPlace, notBeforeMs: number, atMs: number, changing = false): void =>
  truth.isNow({ personId: ANA, place, changing, notBeforeMs, atMs });

describe('the truth about one person', () => {
  it('is between what they were for sure and what they can have been', () => {
    const truth = new Truth();
    told(truth, 'out', 8, 9, true);
    told(truth, 'video', 11, 12);
    told(truth, 'out', 50, 51, true);
    told(truth, 'out', 53, 54);
    expect(truth.staysOf(ANA, END)).toEqual([{ from: 12, to: 50 }]);
    expect(truth.rawOf(ANA, END)).toEqual({ leastMs: 38, mostMs: 54 - 8 });
  });

  it('does not take for known what happened while nobody had the time to look', () => {
    const truth = new Truth();
    told(truth, 'video', 10, 14);
    told(truth, 'out', 40, 47);
    expect(truth.rawOf(ANA, END)).toEqual({ leastMs: 40 - 14, mostMs: 47 - 10 });
  });

  it('ends where they were cut off, whatever they still believe', () => {
    const truth = new Truth();
    told(truth, 'video', 10, 10);
    truth.cut('video', 30);
    told(truth, 'video', 31, 32, true);
    expect(truth.placeOf(ANA)).toBe('out');
    told(truth, 'out', 40, 41);
    expect(truth.rawOf(ANA, END)).toEqual({ leastMs: 20, mostMs: 20 });
  });

  it('begins anew no earlier than it was cut', () => {
    const truth = new Truth();
    told(truth, 'video', 10, 10);
    truth.cut('video', 30);
    // Both were only seen after a long while without a look.
    told(truth, 'out', 28, 45);
    told(truth, 'video', 28, 46);
    expect(truth.staysOf(ANA, END)).toEqual([
      { from: 10, to: 30 },
      { from: 46, to: END },
    ]);
    expect(truth.rawOf(ANA, END).mostMs).toBe(END - 10);
  });

  it('leaves alone who is elsewhere', () => {
    const truth = new Truth();
    told(truth, 'presence', 10, 10);
    truth.cut('video', 30);
    expect(truth.placeOf(ANA)).toBe('presence');
    truth.cut('presence', 35, [ANA]);
    expect(truth.rawOf(ANA, END)).toEqual({ leastMs: 25, mostMs: 25 });
  });
});
