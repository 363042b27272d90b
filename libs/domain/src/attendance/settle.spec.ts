import { describe, expect, it } from '@jest/globals';
import type { SessionEvent } from '../session/events.js';
import { ana, anaAlone, brandt, open, settled, staffed, told, under } from '../testing/attendance-story.js';
import * as story from '../testing/session-story.js';
import { ANA, BEN, BRANDT, CARTER, END, START, minute, patient, staff } from '../testing/session-story.js';
import { PRESENCE_ROOM } from '../session/connection.js';
import { MINUTE, SECOND } from '../time.js';
import { attendanceOf } from './inputs.js';

const { scheduled, doorsOpened, started, ended, joined, left } = story;

describe('the window', () => {
  it('is what was scheduled, as far as it took place', () => {
    expect(settled(...open, ended).attendance.window).toEqual({ from: START, to: END });
    const early: SessionEvent = { type: 'SessionStarted', data: { by: BRANDT, at: minute(-5) } };
    const overrun: SessionEvent = { type: 'SessionEnded', data: { by: staff(BRANDT), at: minute(100) } };
    expect(settled(scheduled, doorsOpened, early, overrun).attendance.window).toEqual({
      from: START,
      to: END,
    });
    const late: SessionEvent = { type: 'SessionStarted', data: { by: BRANDT, at: minute(7) } };
    const short: SessionEvent = { type: 'SessionEnded', data: { by: staff(BRANDT), at: minute(80) } };
    expect(settled(scheduled, doorsOpened, late, short).attendance.window).toEqual({
      from: minute(7),
      to: minute(80),
    });
  });

  it('follows a session that was moved', () => {
    const moved: SessionEvent = {
      type: 'SessionRescheduled',
      data: { startsAt: minute(10), endsAt: minute(70), reasonCode: 'staff' },
    };
    expect(settled(scheduled, moved, started, ended).attendance.window).toEqual({
      from: minute(10),
      to: minute(70),
    });
  });

  it('is empty when the session never started, and everybody was absent', () => {
    const { attendance } = settled(scheduled, doorsOpened, ended);
    expect(attendance.window).toEqual({ from: START, to: START });
    expect(attendance.patients.map(({ spans, flags }) => [spans, flags])).toEqual([
      [[], ['absent']],
      [[], ['absent']],
      [[], ['absent']],
    ]);
    expect(attendanceOf([started])).toBeNull();
  });

  it('never counts what lies outside it', () => {
    const one = ana(joined({ at: minute(-3) }), left({ at: minute(95) }));
    expect(one.countedMs).toBe(90 * MINUTE);
    expect(one.rawMs).toBe(98 * MINUTE);
    expect(one.flags).toEqual([]);
  });
});

describe('a patient in the group', () => {
  it('is credited from joining to leaving', () => {
    const one = ana(joined({ at: minute(2) }), left({ at: minute(88) }));
    expect(one.countedMs).toBe(86 * MINUTE);
    expect(one.uncertaintyMs).toBe(0);
    expect(told(one.spans)).toEqual([
      [0, 2, 'absent', false],
      [2, 88, 'present', true],
      [88, 90, 'absent', false],
    ]);
  });

  it('who never came is absent', () => {
    expect(ana()).toMatchObject({ countedMs: 0, rawMs: 0, flags: ['absent'], segments: [] });
  });

  it('who came after the grace is late, who went before the end left early', () => {
    expect(ana(joined({ at: minute(10) }), left({ at: minute(88) })).flags).toEqual([]);
    expect(ana(joined({ at: minute(11) }), left({ at: minute(87) })).flags).toEqual(['late', 'left-early']);
  });

  it('keeps the minutes of a short drop, and loses those of a long one', () => {
    const short = ana(
      joined({ sid: 'PA_1', at: START }),
      left({ sid: 'PA_1', at: minute(20) }),
      joined({ sid: 'PA_2', at: minute(22) }),
      left({ sid: 'PA_2', at: END }),
    );
    expect(told(short.spans)).toEqual([
      [0, 20, 'present', true],
      [20, 22, 'bridged', true],
      [22, 90, 'present', true],
    ]);
    const long = ana(
      joined({ sid: 'PA_1', at: START }),
      left({ sid: 'PA_1', at: minute(20) }),
      joined({ sid: 'PA_2', at: minute(23) }),
      left({ sid: 'PA_2', at: END }),
    );
    expect(told(long.spans)[1]).toEqual([20, 23, 'gap', false]);
    expect(long.countedMs).toBe(87 * MINUTE);
    expect(long.rawMs).toBe(87 * MINUTE);
  });

  it('who only looked in has not attended', () => {
    const one = ana(joined({ at: minute(20) }), left({ at: minute(20) + 59 * SECOND }));
    expect(one.countedMs).toBe(0);
    expect(one.flags).toEqual(['late', 'left-early', 'below-minimum']);
    expect(one.spans.map(({ reason }) => reason)).toEqual(['absent', 'below-minimum', 'absent']);
  });

  it('is not counted twice on two devices', () => {
    const one = ana(
      joined({ sid: 'PA_1', at: START }),
      joined({ sid: 'PA_2', room: 'RM_2', at: minute(30) }),
      left({ sid: 'PA_1', at: minute(60) }),
      left({ sid: 'PA_2', room: 'RM_2', at: END }),
    );
    expect(one.countedMs).toBe(90 * MINUTE);
    expect(one.flags).toEqual(['two-devices']);
  });
});

describe('presence without media', () => {
  const ben = patient(BEN);
  const without = { room: PRESENCE_ROOM, sid: 'without-media' };

  it('of one ends nobody else’s connection to the video, nor does theirs end it', () => {
    const people = [
      story.admitted(BEN),
      joined({ at: minute(1) }),
      joined({ ...without, who: ben, at: minute(10) }),
    ];
    const newer = joined({ who: staff(CARTER), at: minute(20), room: 'RM_newer', sid: 'PA_newer' });
    const { attendance } = settled(...open, ...staffed, ...people, ended);
    expect(attendance.patients.slice(0, 2).map(({ countedMs }) => countedMs)).toEqual([
      89 * MINUTE,
      80 * MINUTE,
    ]);
    const renewed = settled(...open, ...staffed, ...people, newer, ended).attendance;
    expect(renewed.patients.slice(0, 2).map(({ countedMs }) => countedMs)).toEqual([
      19 * MINUTE,
      80 * MINUTE,
    ]);
  });

  it('takes over from one’s own video connection that nobody saw ending, and the other way round', () => {
    const one = ana(
      joined({ at: minute(1) }),
      joined({ ...without, at: minute(30) }),
      joined({ at: minute(60), room: 'RM_newer', sid: 'PA_newer' }),
    );
    expect(one.segments.map(({ from, to }) => [from.at, to?.at])).toEqual([
      [minute(1), minute(30)],
      [minute(30), minute(60)],
      [minute(60), END],
    ]);
  });
});

describe('breaks and staffing', () => {
  const there = [joined({ at: START }), left({ at: END })] as const;
  const pause: readonly SessionEvent[] = [
    story.breakStarted,
    { type: 'BreakEnded', data: { by: staff(BRANDT), at: minute(50) } },
  ];

  it('takes breaks off, unless the policy counts them', () => {
    const one = ana(...there, ...pause);
    expect(told(one.spans)).toEqual([
      [0, 40, 'present', true],
      [40, 50, 'break', false],
      [50, 90, 'present', true],
    ]);
    const counting = under({ breaksCount: true }, ...open, ...staffed, ...there, ...pause, ended);
    expect(counting.countedMs).toBe(90 * MINUTE);
    const away = under(
      { breaksCount: true },
      ...open,
      ...staffed,
      joined({ at: START }),
      left({ at: minute(35) }),
      ...pause,
      joined({ sid: 'PA_2', at: minute(55) }),
      left({ sid: 'PA_2', at: END }),
      ended,
    );
    expect(told(away.spans)).toEqual([
      [0, 35, 'present', true],
      [35, 40, 'gap', false],
      [40, 50, 'break', false],
      [50, 55, 'gap', false],
      [55, 90, 'present', true],
    ]);
  });

  it('incident 1: eight minutes without a facilitator do not count, and are named', () => {
    const brandtDrops = [
      joined({ who: brandt, at: START }),
      left({ who: staff(BRANDT), at: minute(55) }),
      joined({ who: staff(BRANDT), sid: 'PA_b2', at: minute(63) }),
      left({ who: staff(BRANDT), sid: 'PA_b2', at: END }),
    ];
    const one = anaAlone(...there, ...brandtDrops);
    expect(told(one.spans)[1]).toEqual([55, 63, 'unstaffed', false]);
    expect(one.flags).toEqual(['unstaffed-time']);
    expect(one.countedMs).toBe(82 * MINUTE);
    const covered = anaAlone(
      ...there,
      ...brandtDrops,
      joined({ who: staff(CARTER), at: minute(40) }),
      left({ who: staff(CARTER), at: END }),
    );
    expect(covered.countedMs).toBe(90 * MINUTE);
    expect(under({ unstaffedCounts: true }, ...open, ...there, ...brandtDrops, ended).countedMs).toBe(
      90 * MINUTE,
    );
  });

  it('does not mind a facilitator who is gone for a moment', () => {
    const moment = [
      joined({ who: brandt, at: START }),
      left({ who: staff(BRANDT), at: minute(55) }),
      joined({ who: staff(BRANDT), sid: 'PA_b2', at: minute(55) + 30 * SECOND }),
      left({ who: staff(BRANDT), sid: 'PA_b2', at: END }),
    ];
    expect(anaAlone(...there, ...moment).countedMs).toBe(90 * MINUTE);
  });

  it('is as unsure as the facilitator’s connection was', () => {
    const broke = [
      joined({ who: brandt, at: START }),
      left({ who: staff(BRANDT), at: minute(55), reason: 'connection-lost', uncertaintyMs: 20 * SECOND }),
      joined({ who: staff(BRANDT), sid: 'PA_b2', at: minute(63) }),
      left({ who: staff(BRANDT), sid: 'PA_b2', at: END }),
    ] as const;
    expect(anaAlone(...there, ...broke).uncertaintyMs).toBe(20 * SECOND);
  });
});

describe('minutes without a camera', () => {
  const media = (camera: boolean, at: number): SessionEvent => ({
    type: 'MediaReported',
    data: { person: patient(ANA), participantSid: `PA_${ANA}`, camera, microphone: true, at },
  });
  const there = [
    joined({ at: START }),
    media(true, minute(1)),
    media(false, minute(30)),
    media(true, minute(50)),
    left({ at: END }),
  ];

  it('are told apart, and count by policy', () => {
    const one = ana(...there);
    expect(told(one.spans)).toEqual([
      [0, 30, 'present', true],
      [30, 50, 'audio-only', true],
      [50, 90, 'present', true],
    ]);
    expect(one.flags).toEqual(['audio-only']);
    expect(under({ audioOnlyCounts: false }, ...open, ...staffed, ...there, ended).countedMs).toBe(
      70 * MINUTE,
    );
  });

  it('are not worth a flag when the camera just came on late', () => {
    const one = ana(
      joined({ at: START }),
      media(false, START),
      media(true, START + 5 * SECOND),
      left({ at: END }),
    );
    expect(one.flags).toEqual([]);
  });
});
