import { describe, it } from '@jest/globals';
import { specificationOf } from '../testing/decider-specification.js';
import type { TrackCommand, TrackCommandOf } from './commands.js';
import { trackDecider } from './decide.js';
import type { TrackEvent } from './events.js';

const given = specificationOf(trackDecider);
const shape = {
  title: 'Adult evening',
  population: 'adult' as const,
  partOfDay: 'evening' as const,
  part2: false,
  capacity: 2,
  groupIds: ['group-1', 'group-2'],
};
const define: TrackCommandOf<'DefineTrack'> = {
  type: 'DefineTrack',
  trackId: 't1',
  programmeId: 'p1',
  ...shape,
  at: 1,
};
const { type: _define, ...definedData } = define;
const defined: TrackEvent = { type: 'TrackDefined', data: definedData };
const take = (patientId: string, from = '2026-02-02'): TrackCommand => ({
  type: 'TakeSeat',
  patientId,
  enrollmentId: `e-${patientId}`,
  from,
  at: 2,
});
const taken = (patientId: string, from = '2026-02-02'): TrackEvent => ({
  type: 'SeatTaken',
  data: { patientId, enrollmentId: `e-${patientId}`, from, at: 2 },
});
const free = (patientId: string, from: string): TrackCommand => ({
  type: 'FreeSeat',
  patientId,
  from,
  at: 3,
});
const freed = (patientId: string, from: string): TrackEvent => ({
  type: 'SeatFreed',
  data: { patientId, from, at: 3 },
});
const wait = (patientId: string): TrackCommand => ({ type: 'JoinWaitlist', patientId, at: 4 });
const waiting = (patientId: string): TrackEvent => ({
  type: 'PatientWaitlisted',
  data: { patientId, at: 4 },
});
const promoted = (patientId: string): TrackEvent => ({
  type: 'WaitlistLeft',
  data: { patientId, why: 'promoted', at: 2 },
});
const full = [defined, taken('ana'), taken('ben')];

describe('a track', () => {
  it('is defined once', () => {
    given().when(define).then([defined]);
    given(defined).when(define).rejected('already-exists');
    given()
      .when({ ...define, groupIds: ['group-1', 'group-1'] })
      .rejected('invalid');
    given().when(take('ana')).rejected('not-found');
  });

  it('has so many places, which are free from the day on which somebody leaves', () => {
    given(defined)
      .when(take('ana'))
      .then([taken('ana')]);
    given(...full)
      .when(take('ana'))
      .nothing();
    given(...full)
      .when(take('cal'))
      .rejected('track-full');
    given(...full, freed('ana', '2026-03-02'))
      .when(take('cal', '2026-03-01'))
      .rejected('track-full');
    given(...full, freed('ana', '2026-03-02'))
      .when(take('cal', '2026-03-02'))
      .then([taken('cal', '2026-03-02')]);
    given(...full)
      .when(free('ana', '2026-03-02'))
      .then([freed('ana', '2026-03-02')]);
    given(...full, freed('ana', '2026-03-02'))
      .when(free('ana', '2026-03-02'))
      .nothing();
    given(...full, freed('ana', '2026-03-02'))
      .when(take('ana', '2026-03-01'))
      .rejected('invalid');
  });

  it('gets fewer places than people only with a reason', () => {
    const change = (
      capacity: number,
      reasonCode: TrackCommandOf<'ChangeTrack'>['reasonCode'],
    ): TrackCommandOf<'ChangeTrack'> => ({ type: 'ChangeTrack', ...shape, capacity, reasonCode, at: 5 });
    given(...full)
      .when(change(1, null))
      .rejected('capacity-below-roster');
    const { type: _type, ...data } = change(1, 'staffing');
    given(...full)
      .when(change(1, 'staffing'))
      .then([{ type: 'TrackChanged', data }]);
  });

  it('takes nobody in once it is closed', () => {
    const closed: TrackEvent = { type: 'TrackClosed', data: { at: 6 } };
    given(defined).when({ type: 'CloseTrack', at: 6 }).then([closed]);
    given(defined, closed).when({ type: 'CloseTrack', at: 7 }).nothing();
    given(defined, closed).when(take('ana')).rejected('group-closed');
    given(defined, closed).when(wait('ana')).rejected('group-closed');
  });
});

describe('the waitlist of a track', () => {
  it('is for who has no place in it', () => {
    given(...full)
      .when(wait('cal'))
      .then([waiting('cal')]);
    given(...full, waiting('cal'))
      .when(wait('cal'))
      .nothing();
    given(...full)
      .when(wait('ana'))
      .rejected('already-exists');
    given(...full, waiting('cal'))
      .when({ type: 'LeaveWaitlist', patientId: 'cal', at: 5 })
      .then([{ type: 'WaitlistLeft', data: { patientId: 'cal', why: 'withdrew', at: 5 } }]);
    given(...full)
      .when({ type: 'LeaveWaitlist', patientId: 'cal', at: 5 })
      .nothing();
  });

  it('leads to a place that becomes free, before anybody from outside', () => {
    const oneFree = [...full, waiting('cal'), freed('ana', '2026-03-02')];
    given(...full, waiting('cal'))
      .when(take('cal'))
      .rejected('track-full');
    given(...oneFree)
      .when(take('dan', '2026-03-02'))
      .rejected('waitlist-first');
    given(...oneFree)
      .when(take('cal', '2026-03-02'))
      .then([promoted('cal'), taken('cal', '2026-03-02')]);
  });
});
