import { describe, expect, it } from '@jest/globals';
import { LAG_MS, SpeakingMeter } from './speaking-meter';

describe('SpeakingMeter', () => {
  it('takes the lag of the detection off each burst', () => {
    const meter = new SpeakingMeter();
    meter.heard(['a'], 1_000);
    meter.heard([], 4_000);
    expect(meter.take(10_000)).toEqual([{ identity: 'a', from: 1_000, to: 4_000 - LAG_MS }]);
    expect(meter.take(20_000)).toEqual([]);
  });

  it('hands out what is still going on in parts that neither overlap nor leave anything out', () => {
    const meter = new SpeakingMeter();
    meter.heard(['a'], 0);
    const first = meter.take(10_000);
    meter.heard([], 15_000);
    const second = meter.take(20_000);
    expect([...first, ...second]).toEqual([
      { identity: 'a', from: 0, to: 9_400 },
      { identity: 'a', from: 9_400, to: 14_400 },
    ]);
  });

  it('measures people who speak at the same time apart', () => {
    const meter = new SpeakingMeter();
    meter.heard(['a'], 0);
    meter.heard(['a', 'b'], 2_000);
    meter.heard(['b'], 5_000);
    meter.heard([], 8_000);
    expect(meter.take(9_000)).toEqual([
      { identity: 'a', from: 0, to: 4_400 },
      { identity: 'b', from: 2_000, to: 7_400 },
    ]);
  });

  it('ends the burst of somebody who is gone, since no end of it would ever be heard', () => {
    const meter = new SpeakingMeter();
    meter.heard(['a'], 0);
    meter.gone('a', 3_000);
    expect(meter.take(60_000)).toEqual([{ identity: 'a', from: 0, to: 2_400 }]);
  });

  it('does not call a cough speech', () => {
    const meter = new SpeakingMeter();
    meter.heard(['a'], 0);
    meter.heard([], 800);
    expect(meter.take(9_000)).toEqual([]);
  });

  it('keeps what could not be delivered for the next time', () => {
    const meter = new SpeakingMeter();
    meter.heard(['a'], 0);
    meter.heard([], 3_000);
    const taken = meter.take(5_000);
    meter.giveBack(taken);
    expect(meter.take(6_000)).toEqual(taken);
  });
});
