import { describe, it } from '@jest/globals';
import { specificationOf } from '../testing/decider-specification.js';
import {
  ended,
  enrolled,
  move,
  moved,
  pause,
  paused,
  resume,
  resumed,
  transfer,
  transferred,
} from '../testing/enrollment-story.js';
import type { EnrollmentCommand, EnrollmentCommandOf } from './commands.js';
import { enrollmentDecider } from './decide.js';
import type { EnrollmentEvent } from './events.js';

const given = specificationOf(enrollmentDecider);

const changePayer = (from: string, payer = 'medicaid'): EnrollmentCommandOf<'ChangePayer'> => ({
  type: 'ChangePayer',
  from,
  payer,
  at: 6,
});
const payerChanged = (from: string, payer = 'medicaid'): EnrollmentEvent => ({
  type: 'PayerChanged',
  data: { from, payer, at: 6 },
});
const intensify = (
  from: string,
  taper: { from: string; weeklyMinutes: number }[] = [],
): EnrollmentCommandOf<'ChangeIntensity'> => ({
  type: 'ChangeIntensity',
  from,
  levelOfCare: 'php',
  plannedWeeklyMinutes: 1200,
  taper,
  why: 'setback',
  at: 7,
});
const extend = (plannedEndOn: string): EnrollmentCommandOf<'MovePlannedEnd'> => ({
  type: 'MovePlannedEnd',
  plannedEndOn,
  why: 'needs-more-time',
  at: 8,
});

const every: readonly EnrollmentCommand[] = [
  pause('2026-02-10'),
  resume('2026-02-10'),
  transfer('2026-02-10'),
  move('2026-02-10'),
  changePayer('2026-02-10'),
  intensify('2026-02-10'),
  extend('2026-04-10'),
];

describe('an episode that is not there', () => {
  it.each(every)('cannot be changed: $type', (command) => {
    given().when(command).rejected('not-enrolled');
  });
});

describe('an episode that is over', () => {
  it.each(every)('cannot be changed any more: $type', (command) => {
    given(enrolled, ended).when(command).rejected('enrollment-over');
  });
});

describe('being away', () => {
  it('begins on a day of the episode, and ends on the day the patient is back', () => {
    given(enrolled)
      .when(pause('2026-02-02', '2026-02-09'))
      .then([paused('2026-02-02', '2026-02-09')]);
    given(enrolled, paused('2026-02-02'))
      .when(resume('2026-02-10'))
      .then([resumed('2026-02-10')]);
    given(enrolled).when(pause('2026-01-04')).rejected('invalid');
    given(enrolled).when(pause('2026-02-02', '2026-02-02')).rejected('invalid');
    given(enrolled, paused('2026-02-02')).when(resume('2026-02-01')).rejected('invalid');
  });

  it('is one time at a time', () => {
    given(enrolled, paused('2026-02-02')).when(pause('2026-02-02')).nothing();
    given(enrolled, paused('2026-02-02')).when(pause('2026-02-03')).rejected('enrollment-paused');
    given(enrolled).when(resume('2026-02-02')).rejected('enrollment-not-paused');
    given(enrolled, paused('2026-02-02'), resumed('2026-02-10')).when(resume('2026-02-10')).nothing();
    given(enrolled, paused('2026-02-02'), resumed('2026-02-10'))
      .when(resume('2026-02-11'))
      .rejected('enrollment-not-paused');
  });

  it('can be expected to last until another day than was thought', () => {
    given(enrolled, paused('2026-02-02', '2026-02-09'))
      .when(pause('2026-02-02', '2026-02-16'))
      .then([paused('2026-02-02', '2026-02-16')]);
  });

  it('comes again, but not over the time before', () => {
    const back = [enrolled, paused('2026-02-02'), resumed('2026-02-10')];
    given(...back)
      .when(pause('2026-02-10'))
      .then([paused('2026-02-10')]);
    given(...back)
      .when(pause('2026-02-09'))
      .rejected('invalid');
  });

  it('is taken back by being there on the day it began', () => {
    given(enrolled, paused('2026-02-02'))
      .when(resume('2026-02-02'))
      .then([resumed('2026-02-02')]);
  });
});

describe('a transfer', () => {
  it('is possible in the middle of a week, and while the patient is away', () => {
    given(enrolled)
      .when(transfer('2026-02-04'))
      .then([transferred('2026-02-04')]);
    given(enrolled, paused('2026-02-02'))
      .when(transfer('2026-02-09'))
      .then([transferred('2026-02-09')]);
  });

  it('to where the patient is changes nothing', () => {
    given(enrolled)
      .when(transfer('2026-02-04', 'track-evening', ['group-1']))
      .nothing();
    given(enrolled, transferred('2026-02-04')).when(transfer('2026-02-09')).nothing();
  });

  it('does not rewrite the days before the last one, and can put that one right', () => {
    given(enrolled, transferred('2026-02-04')).when(transfer('2026-02-03')).rejected('invalid');
    given(enrolled).when(transfer('2026-01-04')).rejected('invalid');
    given(enrolled, transferred('2026-02-04'))
      .when(transfer('2026-02-04', null, []))
      .then([
        {
          type: 'PatientTransferred',
          data: { from: '2026-02-04', trackId: null, groupIds: [], why: 'patient-request', at: 4 },
        },
      ]);
  });

  it('names a group once', () => {
    given(enrolled)
      .when(transfer('2026-02-04', 'track-day', ['group-2', 'group-2']))
      .rejected('invalid');
  });
});

describe('a change of residence, payer or intensity', () => {
  it('holds from a day on, also in the middle of a week', () => {
    given(enrolled)
      .when(move('2026-02-04'))
      .then([moved('2026-02-04')]);
    given(enrolled)
      .when(changePayer('2026-02-04'))
      .then([payerChanged('2026-02-04')]);
    const { type: _type, ...data } = intensify('2026-02-04');
    given(enrolled)
      .when(intensify('2026-02-04'))
      .then([{ type: 'IntensityChanged', data }]);
  });

  it('is the patient living elsewhere in the same state, too', () => {
    given(enrolled)
      .when(move('2026-02-04', 'NY', 'residential'))
      .then([
        {
          type: 'ResidenceChanged',
          data: { from: '2026-02-04', residenceState: 'NY', residenceType: 'residential', at: 5 },
        },
      ]);
  });

  it('changes nothing when it is so already', () => {
    given(enrolled).when(move('2026-02-04', 'NY')).nothing();
    given(enrolled, moved('2026-02-04')).when(move('2026-02-11')).nothing();
    given(enrolled).when(changePayer('2026-02-04', 'standard')).nothing();
  });

  it('does not rewrite what held before the last one', () => {
    given(enrolled, moved('2026-02-04')).when(move('2026-02-03', 'PA')).rejected('invalid');
    given(enrolled, payerChanged('2026-02-04'))
      .when(changePayer('2026-02-03', 'standard'))
      .rejected('invalid');
    given(enrolled).when(move('2026-01-04')).rejected('invalid');
    given(enrolled).when(changePayer('2026-01-04')).rejected('invalid');
    given(enrolled).when(intensify('2026-01-04')).rejected('invalid');
  });

  it('of intensity brings a taper that steps down within the episode', () => {
    given(enrolled)
      .when(intensify('2026-02-04', [{ from: '2026-02-03', weeklyMinutes: 600 }]))
      .rejected('invalid');
    given(enrolled)
      .when(intensify('2026-02-04', [{ from: '2026-03-02', weeklyMinutes: 1200 }]))
      .rejected('invalid');
  });
});

describe('the planned end', () => {
  it('moves, but not before the beginning', () => {
    given(enrolled)
      .when(extend('2026-04-10'))
      .then([
        { type: 'PlannedEndMoved', data: { plannedEndOn: '2026-04-10', why: 'needs-more-time', at: 8 } },
      ]);
    given(enrolled).when(extend('2026-03-27')).nothing();
    given(enrolled).when(extend('2026-01-04')).rejected('invalid');
  });
});
