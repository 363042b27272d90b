import { DOORS_LEAD_MS } from '@hearth/domain';
import { describe, expect, it } from '@jest/globals';
import { roomOf } from '../../test/staff-documents';
import { START, patientOf } from '../../test/staff-people';
import { admittanceOf, clearCount, peopleOrder, placesLeft } from './admittance';
import { doorsAt } from './doors';
import { speakingReporter } from './speaking-reporter';

const waiting = (index: number, missing: Parameters<typeof patientOf>[0]['missing'] = []) =>
  patientOf({ index, place: 'waiting', missing });

describe('admittanceOf', () => {
  it('is clear only when nothing is missing', () => {
    expect(admittanceOf(waiting(0), 3)).toEqual({ kind: 'clear' });
    expect(admittanceOf(waiting(0, ['contact', 'safety']), 3)).toEqual({
      kind: 'override',
      obstacles: ['safety', 'contact'],
    });
    expect(admittanceOf(patientOf({ index: 0 }), 3)).toEqual({ kind: 'not-waiting' });
  });

  it('needs a reason when the room is full', () => {
    expect(admittanceOf(waiting(0), 0)).toEqual({ kind: 'override', obstacles: ['capacity'] });
  });

  it('lets somebody who was turned away in after all', () => {
    expect(admittanceOf(patientOf({ index: 0, place: 'turned-away' }), 1)).toEqual({ kind: 'clear' });
  });
});

describe('clearCount', () => {
  it('counts who would be let in, and never more than there are places', () => {
    const patients = [waiting(0), waiting(1), waiting(2, ['location']), patientOf({ index: 3 })];
    expect(clearCount(roomOf({ patients, capacity: 12 }))).toBe(2);
    expect(clearCount(roomOf({ patients, capacity: 2 }))).toBe(1);
    expect(placesLeft(roomOf({ patients, capacity: 1 }))).toBe(0);
  });
});

describe('peopleOrder', () => {
  it('has who waits on top, the longest first, and then the roster', () => {
    const patients = [
      patientOf({ index: 0 }),
      waiting(1),
      waiting(2),
      patientOf({ index: 3, place: 'dropped' }),
    ];
    expect(peopleOrder(patients).map((each) => each.patientId)).toEqual(['p2', 'p1', 'p3', 'p0']);
  });
});

describe('doorsAt', () => {
  it('opens at most an hour before the start', () => {
    const room = { status: 'scheduled', startsAt: START } as const;
    const opensAt = START - DOORS_LEAD_MS;
    expect(doorsAt(room, opensAt - 1)).toEqual({ kind: 'too-early', opensAt });
    expect(doorsAt(room, opensAt)).toEqual({ kind: 'may-open' });
    expect(doorsAt({ ...room, status: 'live' }, START)).toEqual({ kind: 'open' });
    expect(doorsAt({ ...room, status: 'ended' }, START)).toEqual({ kind: 'over' });
  });
});

describe('speakingReporter', () => {
  it('is the one in charge, or else the first who is there', () => {
    const room = roomOf();
    expect(speakingReporter(room)).toBe('maya');
    const [lead, co] = room.facilitators;
    if (lead === undefined || co === undefined) throw new Error('the room of the test has two facilitators');
    expect(speakingReporter({ facilitators: [{ ...lead, present: false }, co] })).toBe('dee');
    expect(speakingReporter({ facilitators: [{ ...lead, present: false }] })).toBeNull();
  });
});
