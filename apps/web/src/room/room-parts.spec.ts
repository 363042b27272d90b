import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fellow, patientRoom } from '../../test/patient-documents';
import { Trouble } from '../api/problem';
import { standstillOf } from './patient-phase';
import { initialRoomState, type RoomPhase } from './room-state';
import { peopleOfPatient, tilesOf } from './stage-people';
import { initialsOf } from './tile';
import { tileLayout } from './tile-layout';
import { changesBetween } from './use-room-announcements';

describe('tileLayout', () => {
  it('shows everybody, in tiles of one size that fit, on any screen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 320, max: 3000 }),
        fc.integer({ min: 320, max: 2000 }),
        (count, width, height) => {
          const layout = tileLayout(count, width, height, 8);
          expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(count);
          expect(layout.columns * layout.width + (layout.columns - 1) * 8).toBeLessThanOrEqual(width);
          expect(layout.rows * layout.height + (layout.rows - 1) * 8).toBeLessThanOrEqual(height);
          expect(layout.width * layout.height).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('puts four in two rows on a laptop, and two above each other on a phone', () => {
    expect(tileLayout(4, 1400, 800, 8)).toMatchObject({ columns: 2, rows: 2 });
    expect(tileLayout(2, 390, 700, 8)).toMatchObject({ columns: 1, rows: 2 });
  });
});

describe('the people on the stage', () => {
  const room = patientRoom(
    { members: [...patientRoom().members, fellow('Jo', { handPlace: 1 }), fellow('Li', { inRoom: false })] },
    { place: 'in-room' },
  );

  it('are those in the room, oneself last and marked', () => {
    const tiles = tilesOf(peopleOfPatient(room), initialRoomState);
    expect(tiles.map(({ person }) => person.displayName)).toEqual(['Maya Lindqvist', 'Jo', 'Ana R.']);
    expect(tiles.map(({ person }) => person.me)).toEqual([false, false, true]);
  });

  it('does not show an identity that no document names', () => {
    const stranger = {
      identity: 'x',
      local: false,
      camera: null,
      screen: null,
      microphoneOn: true,
      speaking: true,
      quality: 'good',
    } as const;
    const tiles = tilesOf(peopleOfPatient(room), { ...initialRoomState, members: [stranger] });
    expect(tiles.some(({ person }) => person.identity === 'x')).toBe(false);
  });

  it('are announced when they come, go, raise a hand', () => {
    const before = new Map(peopleOfPatient(room).map((person) => [person.identity, person]));
    const after = peopleOfPatient(
      patientRoom({
        members: [
          ...patientRoom().members,
          fellow('Jo', { inRoom: false }),
          fellow('Li', { handPlace: 1, handRaised: true }),
        ],
      }),
    );
    expect(changesBetween(before, after)).toEqual([
      { what: 'left', name: 'Jo' },
      { what: 'joined', name: 'Li' },
      { what: 'hand', name: 'Li' },
    ]);
  });
});

describe('initialsOf', () => {
  it.each([
    ['Ana R.', 'AR'],
    ['Wren (they)', 'WT'],
    ['  ', ''],
    ['Íñigo', 'Í'],
    ['<b>x</b>', 'B'],
  ])('of %p are %p', (name, initials) => expect(initialsOf(name)).toBe(initials));
});

describe('standstillOf', () => {
  const inRoom: RoomPhase = { name: 'in-room', reconnecting: false };
  const at = { at: 0, reasonCode: 'other' };
  const inside = (me = {}) => patientRoom({}, { place: 'in-room', ...me });

  it.each([
    ['removed', inside({ removed: at }), inRoom],
    ['turned-away', inside({ turnedAway: at }), inRoom],
    ['ended', patientRoom({ status: 'ended' }), inRoom],
    ['cancelled', patientRoom({ status: 'cancelled' }), inRoom],
    ['not-let-in', patientRoom({ status: 'scheduled' }), { name: 'joining' }],
    ['not-let-in', patientRoom({}, { place: 'waiting' }), { name: 'joining' }],
    ['network-lost', inside(), { name: 'network-lost' }],
    ['elsewhere', inside(), { name: 'elsewhere' }],
    ['left', inside(), { name: 'left' }],
    ['joining', inside(), { name: 'joining' }],
    ['removed', inside(), { name: 'refused', trouble: new Trouble('removed') }],
    ['turned-away', inside(), { name: 'refused', trouble: new Trouble('turned-away') }],
    ['ended', inside(), { name: 'refused', trouble: new Trouble('session-over') }],
    ['not-let-in', inside(), { name: 'refused', trouble: new Trouble('not-admitted') }],
  ] as const)('is %s', (expected, room, phase) => expect(standstillOf(room, phase, false)).toBe(expected));

  it('is not there in the room, without media, or while coming back', () => {
    expect(standstillOf(inside(), inRoom, true)).toBeNull();
    expect(standstillOf(inside(), { name: 'presence', why: 'video-off' }, false)).toBeNull();
    expect(standstillOf(inside(), { name: 'joining' }, true)).toBeNull();
  });
});
