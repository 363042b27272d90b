import { describe, expect, it } from '@jest/globals';
import { roomOf } from '../../test/staff-documents';
import { END, START, minute, patientOf, tenPeople } from '../../test/staff-people';
import { percentAt, percentSpan, timelineOf } from './geometry';
import { movePosition } from './roving';
import { timelineRows } from './rows';

describe('timelineOf', () => {
  it('has a lane for each person, staff first, patients in the order of the roster, and open segments up to now', () => {
    const model = timelineOf(roomOf({ patients: tenPeople() }), minute(30));
    expect(model.lanes.map((lane) => lane.personId)).toEqual([
      'maya',
      'dee',
      'ruth',
      'p0',
      'p1',
      'p2',
      'p3',
      'p4',
      'p5',
      'p6',
      'p7',
      'p8',
      'p9',
    ]);
    expect(model.lanes[3]?.pieces[0]).toMatchObject({ kind: 'segment', to: null, shownTo: minute(30) });
    expect(model.now).toBe(minute(30));
  });

  it('says who of the staff led and who observed, with when they were there', () => {
    const { lanes } = timelineOf(roomOf(), minute(30));
    expect(lanes.slice(0, 4).map(({ part }) => part)).toEqual([
      'facilitator',
      'co-facilitator',
      'observer',
      'patient',
    ]);
    expect(lanes[0]?.pieces).toMatchObject([{ kind: 'segment', to: null, shownTo: minute(30) }]);
    expect(lanes[1]?.pieces).toMatchObject([{ to: { at: minute(15), witness: 'livekit-poll' } }]);
  });

  it('shows bridged gaps between the segments', () => {
    const lane = timelineOf(roomOf(), minute(30)).lanes[5];
    expect(lane?.pieces.map((piece) => piece.kind)).toEqual(['segment', 'bridged', 'segment']);
  });

  it('names a gap after a removal, and no other', () => {
    const gone = patientOf({
      index: 0,
      place: 'removed',
      spans: [
        [0, 5, 'present'],
        [5, 9, 'gap'],
        [9, 12, 'present'],
        [12, 13, 'gap'],
        [13, 14, 'present'],
      ],
      segments: [
        [0, 5],
        [9, 12],
        [13, 14],
      ],
    });
    const pieces = timelineOf(roomOf({ patients: [gone] }), minute(30)).lanes.find(
      ({ personId }) => personId === gone.patientId,
    )?.pieces;
    expect(pieces?.filter(({ kind }) => kind !== 'segment')).toEqual([
      { kind: 'after-removal', id: `after-removal/${minute(12)}`, from: minute(12), to: minute(13) },
    ]);
  });

  it('spans what was scheduled and whoever came before or stayed after', () => {
    const early = patientOf({ index: 0, segments: [[-9, 70]] });
    const { range, scheduled } = timelineOf(roomOf({ patients: [early] }), minute(80));
    expect(scheduled).toEqual({ from: START, to: END });
    expect(range.from).toBeLessThan(minute(-9));
    expect(range.to).toBeGreaterThan(minute(70));
  });

  it('ends what is open at the end of the session, and then has no now', () => {
    const model = timelineOf(roomOf({ endedAt: minute(61), status: 'ended' }), minute(500));
    expect(model.lanes[0]?.pieces[0]).toMatchObject({ shownTo: minute(61) });
    expect(model.now).toBeNull();
  });

  it('draws breaks and unstaffed time as bands, open ones up to now', () => {
    const { bands } = timelineOf(
      roomOf({
        breaks: [{ from: minute(25), to: minute(26) }],
        breakSince: minute(25),
        unstaffed: [{ from: minute(2), to: minute(3) }],
      }),
      minute(30),
    );
    expect(bands).toEqual([
      { kind: 'unstaffed', from: minute(2), to: minute(3), open: false },
      { kind: 'break', from: minute(25), to: minute(30), open: true },
    ]);
  });

  it('has a handful of ticks on round times', () => {
    const { ticks } = timelineOf(roomOf(), minute(30));
    expect(ticks.length).toBeGreaterThan(3);
    expect(ticks.length).toBeLessThanOrEqual(9);
    expect(ticks.every((tick) => tick % 300_000 === 0)).toBe(true);
  });
});

describe('percentAt', () => {
  it('keeps moments inside the drawing, and the shortest stretch visible', () => {
    expect(percentAt({ from: 0, to: 10 }, 50)).toBe(100);
    expect(percentSpan({ from: 0, to: 100_000 }, { from: 50, to: 51 }).width).toBe(0.25);
  });
});

describe('movePosition', () => {
  const sizes = [2, 0, 3];
  it('moves in the lane and over lanes that are empty', () => {
    expect(movePosition('ArrowRight', { lane: 0, piece: 0 }, sizes)).toEqual({ lane: 0, piece: 1 });
    expect(movePosition('ArrowRight', { lane: 0, piece: 1 }, sizes)).toEqual({ lane: 0, piece: 1 });
    expect(movePosition('ArrowDown', { lane: 0, piece: 1 }, sizes)).toEqual({ lane: 2, piece: 1 });
    expect(movePosition('ArrowUp', { lane: 2, piece: 2 }, sizes)).toEqual({ lane: 0, piece: 1 });
    expect(movePosition('End', { lane: 2, piece: 0 }, sizes)).toEqual({ lane: 2, piece: 2 });
  });

  it('leaves other keys alone', () => {
    expect(movePosition('a', { lane: 0, piece: 0 }, sizes)).toBeNull();
  });
});

describe('timelineRows', () => {
  it('tells the same as the drawing, with the witness of each edge', () => {
    const rows = timelineRows(timelineOf(roomOf(), minute(30)).lanes);
    expect(rows.filter((row) => row.displayName === 'Dev')).toMatchObject([
      { kind: 'segment', ms: 12 * 60_000, to: { edge: { witness: 'livekit-poll' } } },
      { kind: 'segment', ms: 12 * 60_000, to: null },
    ]);
  });
});
