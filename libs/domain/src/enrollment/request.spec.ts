import { describe, it } from '@jest/globals';
import { specificationOf } from '../testing/decider-specification.js';
import { ended, enrolled } from '../testing/enrollment-story.js';
import type { EnrollmentCommandOf } from './commands.js';
import { enrollmentDecider } from './decide.js';
import type { EnrollmentEvent } from './events.js';

const given = specificationOf(enrollmentDecider);
const ana = { kind: 'patient' as const, id: 'patient-ana' };
const staff = { kind: 'staff' as const, id: 'staff-brandt' };
const to = { from: '2026-02-09', trackId: 'track-day', groupIds: ['group-2'] };

const ask = (requestId: string): EnrollmentCommandOf<'RequestScheduleChange'> => ({
  type: 'RequestScheduleChange',
  requestId,
  partOfDay: 'morning',
  text: 'My evenings are full.',
  at: 10,
});
const asked = (requestId: string): EnrollmentEvent => ({
  type: 'ScheduleChangeRequested',
  data: {
    requestId,
    patientId: 'patient-ana',
    partOfDay: 'morning',
    at: 10,
    personal: { text: 'My evenings are full.' },
  },
});
const decide = (
  change: Partial<EnrollmentCommandOf<'DecideScheduleChange'>>,
): EnrollmentCommandOf<'DecideScheduleChange'> => ({
  type: 'DecideScheduleChange',
  requestId: 'r1',
  decision: 'declined',
  by: staff,
  text: 'There is no place yet.',
  at: 11,
  ...change,
});
const decided = (decision: 'granted' | 'declined' | 'withdrawn', by: typeof ana | typeof staff = staff) =>
  ({
    type: 'ScheduleChangeDecided',
    data: {
      requestId: 'r1',
      patientId: 'patient-ana',
      decision,
      by,
      at: 11,
      personal: { text: 'There is no place yet.' },
    },
  }) satisfies EnrollmentEvent;

describe('a request for other times', () => {
  it('is made by the patient, one at a time', () => {
    given(enrolled)
      .when(ask('r1'))
      .then([asked('r1')]);
    given(enrolled, asked('r1')).when(ask('r1')).nothing();
    given(enrolled, asked('r1')).when(ask('r2')).rejected('already-exists');
    given(enrolled, asked('r1'), decided('declined')).when(ask('r1')).nothing();
    given(enrolled, asked('r1'), decided('declined'))
      .when(ask('r2'))
      .then([asked('r2')]);
    given(enrolled, ended).when(ask('r1')).rejected('enrollment-over');
    given().when(ask('r1')).rejected('not-enrolled');
  });

  it('is granted together with the transfer that follows from it', () => {
    given(enrolled, asked('r1'))
      .when(decide({ decision: 'granted', transfer: to }))
      .then([
        decided('granted'),
        { type: 'PatientTransferred', data: { ...to, why: 'patient-request', at: 11 } },
      ]);
    given(enrolled, asked('r1'))
      .when(decide({ decision: 'granted' }))
      .rejected('invalid');
    given(enrolled, asked('r1'))
      .when(decide({ decision: 'declined', transfer: to }))
      .rejected('invalid');
  });

  it('is declined by staff, or withdrawn by the patient', () => {
    given(enrolled, asked('r1'))
      .when(decide({}))
      .then([decided('declined')]);
    given(enrolled, asked('r1'))
      .when(decide({ decision: 'withdrawn', by: ana }))
      .then([decided('withdrawn', ana)]);
    given(enrolled, asked('r1'))
      .when(decide({ decision: 'withdrawn' }))
      .rejected('invalid');
    given(enrolled, asked('r1'))
      .when(decide({ by: ana }))
      .rejected('invalid');
  });

  it('is decided once', () => {
    given(enrolled).when(decide({})).rejected('request-decided');
    given(enrolled, asked('r1'), decided('declined')).when(decide({})).rejected('request-decided');
    given().when(decide({})).rejected('not-enrolled');
  });
});
