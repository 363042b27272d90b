import { describe, expect, it } from '@jest/globals';
import type { SessionEvent } from '../session/events.js';
import { ana, ofAna, open, settled, staffed, under } from '../testing/attendance-story.js';
import * as story from '../testing/session-story.js';
import {
  ANA,
  BEN,
  CARTER,
  END,
  START,
  SUPERVISOR,
  minute,
  patient,
  staff,
} from '../testing/session-story.js';
import { MINUTE, SECOND } from '../time.js';
import { attendanceOf } from './inputs.js';
import { settle } from './settle.js';

const { scheduled, doorsOpened, started, ended, joined, left } = story;

describe('what the witnesses say', () => {
  it('incident 2: a left that arrives after the next joined changes no minute', () => {
    const one = ana(
      joined({ sid: 'PA_1', at: START }),
      joined({ sid: 'PA_2', at: minute(30) }),
      left({ sid: 'PA_1', at: minute(30) + 2 * SECOND, reason: 'replaced-by-own-device' }),
      left({ sid: 'PA_2', at: END }),
    );
    expect(one).toMatchObject({ countedMs: 90 * MINUTE, uncertaintyMs: 0, flags: [] });
  });

  it('incident 3: when the webhook never comes, the poll closes the segment, and it says so', () => {
    const one = ana(
      joined({ at: START }),
      left({ at: minute(50), witness: 'livekit-poll', uncertaintyMs: 15 * SECOND, reason: 'unknown' }),
    );
    expect(one.segments[0]?.to).toEqual({
      at: minute(50),
      uncertaintyMs: 15 * SECOND,
      witness: 'livekit-poll',
    });
    expect(one).toMatchObject({
      countedMs: 50 * MINUTE,
      uncertaintyMs: 15 * SECOND,
      flags: ['left-early', 'inferred'],
    });
  });

  it('a broken connection ended up to 20 s before it was noticed', () => {
    const broken = left({ at: minute(50), reason: 'connection-lost', uncertaintyMs: 20 * SECOND });
    const one = ana(joined({ at: START }), broken);
    expect(one).toMatchObject({ countedMs: 50 * MINUTE, uncertaintyMs: 20 * SECOND });
    expect(one.flags).toEqual(['left-early', 'dropped']);
    const heard = left({
      at: minute(50) - 18 * SECOND,
      reason: 'connection-lost',
      witness: 'client',
      uncertaintyMs: SECOND,
    });
    const narrowed = ana(joined({ at: START }), broken, heard);
    expect(narrowed.segments[0]?.to).toEqual({
      at: minute(50) - 18 * SECOND,
      uncertaintyMs: SECOND,
      witness: 'client',
    });
    expect(narrowed.flags).toEqual(['left-early', 'dropped']);
  });

  it('a connection seen after the break cannot have broken before', () => {
    const seen: SessionEvent = {
      type: 'MediaReported',
      data: {
        person: patient(ANA),
        participantSid: `PA_${ANA}`,
        camera: true,
        microphone: true,
        at: minute(50) - 5 * SECOND,
      },
    };
    const events = [
      joined({ at: START }),
      seen,
      left({ at: minute(50), reason: 'connection-lost', uncertaintyMs: 20 * SECOND }),
    ];
    // Seen five seconds before, and told to have broken up to twenty seconds later.
    expect(ana(...events)).toMatchObject({ countedMs: 50 * MINUTE, uncertaintyMs: 20 * SECOND });
    // What was sealed under the first rules, by which it was never later than told, still follows from its facts.
    expect(under({ rules: 1 }, ...open, ...staffed, ...events, story.ended).uncertaintyMs).toBe(5 * SECOND);
  });

  it('the browser takes back that it was gone when it is heard again', () => {
    const one = ana(
      joined({ at: START }),
      joined({ at: START, witness: 'client' }),
      left({ at: minute(30), witness: 'client', reason: 'connection-lost' }),
      joined({ at: minute(33), witness: 'client' }),
      left({ at: END }),
    );
    expect(one).toMatchObject({ countedMs: 90 * MINUTE, uncertaintyMs: 0, flags: [] });
  });

  it.each([
    [
      'a poll that is proved wrong',
      [left({ at: minute(30), witness: 'livekit-poll' }), joined({ at: minute(40), witness: 'client' })],
    ],
    ['a browser that was there before the server let it in', [joined({ at: minute(-2), witness: 'client' })]],
    [
      'somebody seen after the server saw them leave',
      [left({ at: minute(60) }), joined({ at: minute(70), witness: 'client' })],
    ],
    [
      'a browser that left long before the server noticed',
      [left({ at: minute(60) }), left({ at: minute(50), witness: 'client' })],
    ],
  ])('is disputed: %s', (_what, facts) => {
    expect(ana(joined({ at: START }), ...facts).flags).toContain('disputed');
  });

  it('a join that nobody heard of begins at the first sighting, and may have been sooner', () => {
    const seen: SessionEvent = {
      type: 'MediaReported',
      data: {
        person: patient(ANA),
        participantSid: `PA_${ANA}`,
        camera: true,
        microphone: true,
        at: minute(5),
      },
    };
    const one = ana(seen, left({ at: END }));
    expect(one).toMatchObject({ countedMs: 85 * MINUTE, uncertaintyMs: 5 * MINUTE, flags: ['inferred'] });
    expect(one.segments[0]?.from.witness).toBe('client');
  });

  it('a join that failed is none', () => {
    expect(ana(left({ at: minute(5), reason: 'join-failed' })).segments).toEqual([]);
  });

  it('a new room ends what was open in the old one, with the doubt that goes with it', () => {
    const one = ana(
      joined({ at: START }),
      joined({ at: minute(40), witness: 'livekit-poll' }),
      joined({ who: staff(CARTER), room: 'RM_2', sid: 'PA_c', at: minute(45) }),
      joined({ room: 'RM_2', sid: 'PA_2', at: minute(46) }),
      left({ room: 'RM_2', sid: 'PA_2', at: END }),
    );
    expect(one.segments[0]?.to).toEqual({
      at: minute(45),
      uncertaintyMs: 5 * MINUTE,
      witness: 'livekit-webhook',
    });
    expect(one.flags).toEqual(['dropped', 'inferred']);
    expect(one.countedMs).toBe(90 * MINUTE);
    expect(one.uncertaintyMs).toBe(6 * MINUTE);
  });

  it('the same person joining the room anew ends what was open', () => {
    const one = ana(
      joined({ sid: 'PA_1', at: START }),
      joined({ sid: 'PA_2', at: minute(10) }),
      left({ sid: 'PA_2', at: END }),
    );
    expect(one.segments[0]?.to?.at).toBe(minute(10));
    expect(one.flags).toContain('inferred');
  });

  it('the end of the session ends what is open', () => {
    const one = ana(joined({ at: minute(30) }));
    expect(one.segments[0]?.to).toEqual({ at: END, uncertaintyMs: 60 * MINUTE, witness: 'session-end' });
    expect(one.flags).toEqual(['late', 'inferred']);
    const afterwards = ana(joined({ at: minute(95) }));
    expect(afterwards).toMatchObject({ countedMs: 0, rawMs: 0 });
  });

  it('staff may speak for somebody who telephoned in', () => {
    const one = ana(joined({ at: minute(1), witness: 'staff' }), left({ at: minute(89), witness: 'staff' }));
    expect(one).toMatchObject({ countedMs: 88 * MINUTE, flags: [] });
  });

  it('hidden participants, observers and family never count', () => {
    const facts = [
      joined({ at: START, hidden: true }),
      left({ at: END }),
      joined({ who: staff(SUPERVISOR), at: START }),
      joined({ who: { kind: 'family', id: ANA }, at: START }),
    ];
    expect(ana(...facts)).toMatchObject({ countedMs: 0, segments: [] });
    const { attendance } = settled(scheduled, doorsOpened, started, ...facts, ended);
    expect(attendance.unstaffed).toEqual([{ from: START, to: END }]);
  });
});

describe('facts after the seal', () => {
  const { leaveReason, ...fact } = left({ at: minute(40) }).data;
  const { hidden, ...arrival } = joined({ who: patient(BEN), at: minute(1) }).data;
  const late: readonly SessionEvent[] = [
    { type: 'LateFactRecorded', data: { ...fact, fact: { kind: 'left', leaveReason } } },
    { type: 'LateFactRecorded', data: { ...arrival, fact: { kind: 'joined', hidden } } },
  ];
  const history = [...open, ...staffed, joined({ at: START }), ended, story.sealed, ...late] as const;

  it('move no sealed minute, but show what a correction would say', () => {
    expect(ofAna(settled(...history))).toMatchObject({ countedMs: 90 * MINUTE, uncertaintyMs: 90 * MINUTE });
    const informed = attendanceOf(history, 'with-late-facts');
    expect(informed).not.toBeNull();
    if (informed !== null)
      expect(ofAna(settle(informed, END))).toMatchObject({ countedMs: 40 * MINUTE, uncertaintyMs: 0 });
    expect(informed?.facts.some(({ person }) => person.id === BEN)).toBe(true);
  });
});
