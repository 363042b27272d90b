import { describe, expect, it } from '@jest/globals';
import { attendanceOf, roomOf } from '../../test/staff-documents';
import { minute, patientOf, tenPeople } from '../../test/staff-people';
import { reviewOf } from './review';

describe('reviewOf', () => {
  it('is nothing before the session has started', () => {
    expect(reviewOf(roomOf({ attendance: null }))).toBeNull();
  });

  it('has a row for each patient of the seal and sums up', () => {
    const review = reviewOf(roomOf());
    expect(review?.rows).toHaveLength(10);
    expect(review).toMatchObject({ flaggedCount: 4, breakMs: 180_000, unstaffedMs: 120_000 });
    expect(review?.totalCountedMs).toBe((30 + 19 + 30 + 24 + 30 + 30 + 28) * 60_000);
  });

  it('gives each flag the figures of its sentence', () => {
    const patients = [
      patientOf({
        index: 1,
        segments: [
          [11, 20],
          [26, 55],
        ],
        spans: [
          [0, 11, 'absent'],
          [11, 20, 'present'],
          [20, 26, 'gap'],
          [26, 30, 'unstaffed'],
          [30, 55, 'present'],
        ],
        flags: ['late', 'left-early', 'dropped', 'inferred', 'unstaffed-time'],
      }),
    ];
    const flags = reviewOf(roomOf({ patients, attendance: attendanceOf(patients) }))?.rows[0]?.flags;
    expect(flags).toEqual([
      { flag: 'late', at: minute(11), ms: 11 * 60_000, count: 0 },
      { flag: 'left-early', at: minute(55), ms: 0, count: 0 },
      { flag: 'dropped', at: null, ms: 6 * 60_000, count: 1 },
      { flag: 'inferred', at: null, ms: 18_400, count: 2 },
      { flag: 'unstaffed-time', at: null, ms: 4 * 60_000, count: 0 },
    ]);
  });

  it('does not tell of a gap after a removal as of a bad network', () => {
    const patients = [
      patientOf({
        index: 1,
        place: 'removed',
        segments: [
          [0, 5],
          [6, 12],
          [13, 14],
        ],
        spans: [
          [0, 5, 'present'],
          [5, 6, 'bridged'],
          [6, 12, 'present'],
          [12, 13, 'gap'],
          [13, 14, 'present'],
        ],
        flags: ['dropped'],
      }),
    ];
    const row = reviewOf(roomOf({ patients, attendance: attendanceOf(patients) }))?.rows[0];
    expect(row?.flags).toEqual([{ flag: 'dropped', at: null, ms: 60_000, count: 1 }]);
    expect(row?.removed).toEqual({ at: minute(12), reasonCode: 'disruptive' });
  });

  it('says when somebody was cut off who never came back', () => {
    const patients = [
      patientOf({
        index: 1,
        segments: [[0, 20]],
        spans: [
          [0, 20, 'present'],
          [20, 60, 'absent'],
        ],
        flags: ['dropped'],
      }),
    ];
    const review = reviewOf(roomOf({ patients, attendance: attendanceOf(patients) }));
    expect(review?.rows[0]?.flags).toEqual([{ flag: 'dropped', at: minute(20), ms: 0, count: 0 }]);
  });

  it('does not lose a sealed row whose person is no longer on the roster', () => {
    const patients = tenPeople();
    const review = reviewOf(roomOf({ patients: [], attendance: attendanceOf(patients) }));
    expect(review?.rows).toHaveLength(10);
  });
});
