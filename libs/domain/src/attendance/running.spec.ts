import { describe, expect, it } from '@jest/globals';
import type { SessionEvent } from '../session/events.js';
import { brandt, inputsOf, ofAna, open } from '../testing/attendance-story.js';
import * as story from '../testing/session-story.js';
import { ANA, BRANDT, END, START, minute, patient, staff } from '../testing/session-story.js';
import { MINUTE, SECOND } from '../time.js';
import { standardAttendancePolicy } from './policy.js';
import { settle } from './settle.js';

const { scheduled, doorsOpened, started, joined, left } = story;

describe('while the session is live', () => {
  const at = (asOf: number, ...events: readonly SessionEvent[]) => {
    const result = settle(inputsOf(...open, joined({ who: brandt, at: START }), ...events), asOf);
    return { ...result, ana: ofAna(result), count: result.running.find((one) => one.patientId === ANA) };
  };

  it('counts up to now and says whether it runs', () => {
    const now = at(minute(10), joined({ at: minute(2) }));
    expect(now.count).toEqual({
      patientId: ANA,
      ms: 8 * MINUTE,
      asOf: minute(10),
      running: true,
      until: END,
    });
    expect(now.ana.segments[0]?.to).toBeNull();
    expect(now.attendance.window).toEqual({ from: START, to: minute(10) });
    expect(now.unstaffedSince).toBeNull();
    expect(now.ana.flags).toEqual([]);
  });

  it('does not judge somebody who just came in', () => {
    const now = at(minute(2) + SECOND, joined({ at: minute(2) }));
    expect(now.count).toMatchObject({ ms: SECOND, running: true });
  });

  it('stands still while the patient is away, in a break, without a facilitator, or after the schedule', () => {
    expect(at(minute(10), joined({ at: minute(2) }), left({ at: minute(9) })).count).toMatchObject({
      ms: 7 * MINUTE,
      running: false,
    });
    const paused = at(minute(45), joined({ at: START }), story.breakStarted);
    expect(paused.count).toMatchObject({ ms: 40 * MINUTE, running: false });
    expect(paused.breakSince).toBe(minute(40));
    const alone = at(minute(10), joined({ at: START }), left({ who: staff(BRANDT), at: minute(8) }));
    expect(alone.count).toMatchObject({ ms: 8 * MINUTE, running: false });
    expect(alone.unstaffedSince).toBe(minute(8));
    expect(at(minute(91), joined({ at: START })).count).toMatchObject({ ms: 90 * MINUTE, running: false });
    expect(at(minute(10)).count).toMatchObject({ ms: 0, running: false });
  });

  it('stands still without a camera when such minutes do not count', () => {
    const silent: SessionEvent = {
      type: 'MediaReported',
      data: {
        person: patient(ANA),
        participantSid: `PA_${ANA}`,
        camera: false,
        microphone: true,
        at: minute(1),
      },
    };
    const inputs = inputsOf(...open, joined({ who: brandt, at: START }), joined({ at: START }), silent);
    const strict = { ...inputs, policy: { ...standardAttendancePolicy, audioOnlyCounts: false } };
    expect(settle(strict, minute(5)).running[0]).toMatchObject({ ms: MINUTE, running: false });
    expect(settle(inputs, minute(5)).running[0]).toMatchObject({ ms: 5 * MINUTE, running: true });
  });

  it('calls somebody late only once the grace is over', () => {
    expect(at(minute(10)).ana.flags).toEqual([]);
    expect(at(minute(11)).ana.flags).toEqual(['late']);
  });

  it('is unstaffed from the start when no facilitator ever came', () => {
    const result = settle(inputsOf(scheduled, doorsOpened, started), minute(5));
    expect(result.unstaffedSince).toBe(START);
    expect(settle(inputsOf(scheduled, doorsOpened), minute(5)).unstaffedSince).toBeNull();
  });
});
