import { describe, expect, it } from '@jest/globals';
import type { SessionEvent } from '../session/events.js';
import { anaAlone, open, staffed, told, under } from '../testing/attendance-story.js';
import * as story from '../testing/session-story.js';
import { ANA, END, START, minute, patient } from '../testing/session-story.js';
import { MINUTE, SECOND } from '../time.js';

const { joined, left } = story;

const media = (sid: string, camera: boolean, at: number): SessionEvent => ({
  type: 'MediaReported',
  data: { person: patient(ANA), participantSid: sid, camera, microphone: true, at },
});

/** Ana's figure where a payer wants to see the patient; in other words, minutes without a camera do not count. */
const seenOnly = (...events: readonly SessionEvent[]) =>
  under({ audioOnlyCounts: false }, ...open, ...staffed, ...events, story.ended);
/** The same, as it was read under the former rules. */
const seenOnlyBefore = (...events: readonly SessionEvent[]) =>
  under({ audioOnlyCounts: false, rules: 2 }, ...open, ...staffed, ...events, story.ended);
const standard = (...events: readonly SessionEvent[]) => anaAlone(...staffed, ...events);
const before = (...events: readonly SessionEvent[]) =>
  under({ rules: 2 }, ...open, ...staffed, ...events, story.ended);

describe('Ana, whose payer asks that she be seen', () => {
  // Given: she is in the group on her tablet with the camera on, all the time.
  const tablet = [
    joined({ sid: 'PA_tablet', at: START }),
    media('PA_tablet', true, START),
    left({ sid: 'PA_tablet', at: END }),
  ];

  it('loses nothing when she takes her telephone for the sound as well', () => {
    // When: the sound of the tablet fails, and she joins with her telephone, which shows no picture.
    const telephone = [
      joined({ sid: 'PA_telephone', room: 'RM_2', at: minute(30) }),
      media('PA_telephone', false, minute(30)),
      left({ sid: 'PA_telephone', room: 'RM_2', at: minute(60) }),
    ];
    // Then: she was seen all the time, and all of it counts.
    const one = seenOnly(...tablet, ...telephone);
    expect(one).toMatchObject({ countedMs: 90 * MINUTE, uncertaintyMs: 0, flags: ['two-devices'] });
    expect(told(one.spans)).toEqual([[0, 90, 'present', true]]);
    // What was sealed under the former rules stays as it was sealed.
    expect(seenOnlyBefore(...tablet, ...telephone).countedMs).toBe(60 * MINUTE);
  });

  it('is there with sound only as soon as no device of hers shows a picture', () => {
    const one = seenOnly(
      joined({ sid: 'PA_tablet', at: START }),
      media('PA_tablet', true, START),
      joined({ sid: 'PA_telephone', room: 'RM_2', at: minute(10) }),
      media('PA_telephone', false, minute(10)),
      // When: the battery of the tablet is empty, and later she turns the telephone's camera on.
      left({ sid: 'PA_tablet', at: minute(40) }),
      media('PA_telephone', true, minute(55)),
      left({ sid: 'PA_telephone', room: 'RM_2', at: END }),
    );
    expect(told(one.spans)).toEqual([
      [0, 40, 'present', true],
      [40, 55, 'audio-only', false],
      [55, 90, 'present', true],
    ]);
    expect(one.flags).toEqual(['audio-only', 'two-devices']);
  });

  it('has as doubtful minutes as the end of the device that showed her', () => {
    // When: the tablet's connection breaks; LiveKit notices it within twenty seconds, and nobody knows it better.
    const one = seenOnly(
      joined({ sid: 'PA_tablet', at: START }),
      joined({ sid: 'PA_telephone', room: 'RM_2', at: START }),
      media('PA_telephone', false, START),
      left({ sid: 'PA_tablet', at: minute(40), reason: 'connection-lost', uncertaintyMs: 20 * SECOND }),
      left({ sid: 'PA_telephone', room: 'RM_2', at: END }),
    );
    // Then: the less she was there with the camera, the more without it, and the figure says so.
    expect(one).toMatchObject({ countedMs: 40 * MINUTE, uncertaintyMs: 20 * SECOND });
  });

  it('is given back a short gap between minutes that count, not one beside minutes that do not', () => {
    const pause = (camera: boolean) =>
      seenOnly(
        joined({ sid: 'PA_1', at: START }),
        left({ sid: 'PA_1', at: minute(40) }),
        joined({ sid: 'PA_2', at: minute(41), uncertaintyMs: 30 * SECOND }),
        media('PA_2', camera, minute(41) - 30 * SECOND),
        left({ sid: 'PA_2', at: END }),
      );
    expect(told(pause(true).spans)[1]).toEqual([40, 41, 'bridged', true]);
    // Where she comes back unseen it makes no difference when exactly she did.
    expect(pause(false)).toMatchObject({ countedMs: 40 * MINUTE, uncertaintyMs: 0 });
    expect(told(pause(false).spans)[1]).toEqual([40, 90, 'audio-only', false]);
  });

  it('gains nothing by being unseen while no facilitator is there, where such time counts', () => {
    const alone = (rules: 2 | 3) =>
      under(
        { audioOnlyCounts: false, unstaffedCounts: true, rules },
        ...open,
        joined({ at: START }),
        media(`PA_${ANA}`, false, START),
        left({ at: END }),
        story.ended,
      );
    expect(alone(3)).toMatchObject({ countedMs: 0, flags: ['audio-only'] });
    expect(alone(2)).toMatchObject({ countedMs: 90 * MINUTE, flags: ['unstaffed-time'] });
  });
});

describe('Ana, whom a facilitator has put out of the group', () => {
  // Given: she was in the group for twenty minutes, then she was removed.
  const removed = [
    joined({ sid: 'PA_1', at: START }),
    left({ sid: 'PA_1', at: minute(20), reason: 'removed' }),
  ];
  // Given: her page comes back by an old token, and is put out again.
  const again = [
    joined({ sid: 'PA_2', at: minute(21) }),
    left({ sid: 'PA_2', at: minute(22), reason: 'removed' }),
  ];

  it('is given back nothing of the time after it', () => {
    const one = standard(...removed, ...again);
    expect(told(one.spans)).toEqual([
      [0, 20, 'present', true],
      [20, 21, 'gap', false],
      [21, 22, 'present', true],
      [22, 90, 'absent', false],
    ]);
    expect(one.countedMs).toBe(21 * MINUTE);
    expect(before(...removed, ...again).countedMs).toBe(22 * MINUTE);
  });

  it('keeps what a bad network took before it', () => {
    const one = standard(
      joined({ sid: 'PA_0', at: START }),
      left({ sid: 'PA_0', at: minute(10), reason: 'connection-lost' }),
      joined({ sid: 'PA_1', at: minute(11) }),
      left({ sid: 'PA_1', at: minute(20), reason: 'removed' }),
      ...again,
    );
    expect(told(one.spans).slice(0, 4)).toEqual([
      [0, 10, 'present', true],
      [10, 11, 'bridged', true],
      [11, 20, 'present', true],
      [20, 21, 'gap', false],
    ]);
  });

  it('does not pay for a bad network if she is there again later', () => {
    const one = standard(
      ...removed,
      // When: she is back ten minutes later, and her connection breaks for a minute.
      joined({ sid: 'PA_2', at: minute(30) }),
      left({ sid: 'PA_2', at: minute(50), reason: 'connection-lost' }),
      joined({ sid: 'PA_3', at: minute(51) }),
      left({ sid: 'PA_3', at: END }),
    );
    expect(told(one.spans)).toEqual([
      [0, 20, 'present', true],
      [20, 30, 'gap', false],
      [30, 50, 'present', true],
      [50, 51, 'bridged', true],
      [51, 90, 'present', true],
    ]);
  });

  it('was removed also when another device of hers was still connected for a moment', () => {
    const one = standard(
      ...removed,
      joined({ sid: 'PA_phone', room: 'RM_2', at: minute(15) }),
      left({ sid: 'PA_phone', room: 'RM_2', at: minute(20) + 10 * SECOND }),
      ...again,
    );
    expect(one.spans.some(({ reason }) => reason === 'bridged')).toBe(false);
    expect(one.countedMs).toBe(21 * MINUTE + 10 * SECOND);
  });

  it('has figures that bound the truth, however vaguely the removal was told', () => {
    // Only the video server's list tells of it, four seconds this way or that; she had come back a moment before.
    const one = standard(
      joined({ sid: 'PA_0', at: START }),
      left({ sid: 'PA_0', at: minute(20) }),
      joined({ sid: 'PA_1', at: minute(21), uncertaintyMs: SECOND }),
      left({
        sid: 'PA_1',
        at: minute(21) + SECOND,
        witness: 'livekit-poll',
        reason: 'removed',
        uncertaintyMs: 4 * SECOND,
      }),
    );
    // The minute before counts if she had come back before she was put out, and not if the two were one.
    expect(one.countedMs).toBe(21 * MINUTE + SECOND);
    expect(one.uncertaintyMs).toBe(MINUTE + SECOND);
  });

  it('may be entered by hand for what she took part in afterwards, and that counts as it was entered', () => {
    const one = standard(...removed, {
      type: 'PresenceEntered',
      data: {
        entryId: 'entry-1',
        patientId: ANA,
        from: minute(21),
        to: minute(41),
        uncertaintyMs: 0,
        how: 'telephone',
        by: story.BRANDT,
        at: minute(80),
        reasonDigest: 'a'.repeat(64),
        personal: { reason: 'Went on by telephone with the co-facilitator', salt: 'salt' },
      },
    });
    expect(told(one.spans)).toEqual([
      [0, 20, 'present', true],
      [20, 21, 'gap', false],
      [21, 41, 'present', true],
      [41, 90, 'absent', false],
    ]);
  });
});

describe('Ana, whose leaving nobody saw', () => {
  it('was there until she was last heard, less what that hearing was vague by', () => {
    const facts = [
      joined({ at: START }),
      joined({ at: minute(40), witness: 'client', uncertaintyMs: 2 * SECOND }),
    ];
    expect(standard(...facts).uncertaintyMs).toBe(50 * MINUTE + 2 * SECOND);
    expect(before(...facts).uncertaintyMs).toBe(50 * MINUTE);
  });
});
