import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { specificationOf } from '../testing/decider-specification.js';
import type { EnrollmentCommand } from './commands.js';
import { enrollmentDecider } from './decide.js';
import type { EnrollmentEvent } from './events.js';

const given = specificationOf(enrollmentDecider);
const enroll = {
  type: 'EnrollPatient',
  enrollmentId: 'enrollment-ana',
  patientId: 'patient-ana',
  programmeId: 'programme-a',
  groupIds: ['group-1'],
  primaryTherapistId: 'staff-brandt',
  startsOn: '2026-01-05',
  plannedEndOn: '2026-03-27',
  ageBand: 'adult',
  payer: 'standard',
  residenceState: 'CA',
  asksSubstanceUse: true,
  at: 1,
} as const;
const { type: _enroll, groupIds, ...rest } = enroll;
const enrolled: EnrollmentEvent = { type: 'PatientEnrolled', data: { ...rest, groupIds: [...groupIds] } };

const credit = (
  sessionId: string,
  correction = 0,
): Extract<EnrollmentCommand, { type: 'CreditAttendance' }> => ({
  type: 'CreditAttendance',
  sessionId,
  sessionType: 'process-group',
  startsAt: 100,
  endsAt: 200,
  day: '2026-01-05',
  rawMs: 100,
  countedMs: 90,
  uncertaintyMs: 0,
  countedSpans: [{ from: 100, to: 190 }],
  flags: [],
  sealHash: 'a'.repeat(64),
  correction,
  at: 300,
});
const credited = (sessionId: string, correction = 0): EnrollmentEvent => {
  const { type: _credit, ...data } = credit(sessionId, correction);
  return { type: 'AttendanceCredited', data };
};
const end = (endedOn: string): EnrollmentCommand => ({
  type: 'EndEnrollment',
  endedOn,
  disposition: 'completed',
  at: 400,
});
const ended: EnrollmentEvent = {
  type: 'EnrollmentEnded',
  data: { endedOn: '2026-02-01', disposition: 'completed', at: 400 },
};

describe('an episode of care', () => {
  it('begins once, and is not planned to end before it begins', () => {
    given()
      .when({ ...enroll, groupIds: ['group-1'] })
      .then([enrolled]);
    given(enrolled)
      .when({ ...enroll, groupIds: [] })
      .rejected('already-exists');
    given()
      .when({ ...enroll, groupIds: [], plannedEndOn: '2026-01-04' })
      .rejected('invalid');
  });

  it('ends once', () => {
    given(enrolled).when(end('2026-02-01')).then([ended]);
    given(enrolled, ended).when(end('2026-02-01')).nothing();
    given(enrolled, ended).when(end('2026-02-02')).rejected('enrollment-over');
    given(enrolled).when(end('2026-01-01')).rejected('invalid');
    given().when(end('2026-02-01')).rejected('not-enrolled');
  });
});

describe('crediting attendance', () => {
  it('happens once for each session and correction', () => {
    given(enrolled)
      .when(credit('s1'))
      .then([credited('s1')]);
    given(enrolled, credited('s1')).when(credit('s1')).nothing();
    given(enrolled, credited('s1'))
      .when(credit('s2'))
      .then([credited('s2')]);
    given(enrolled, credited('s1'))
      .when(credit('s1', 1))
      .then([credited('s1', 1)]);
    given(enrolled, credited('s1', 1)).when(credit('s1')).nothing();
    given().when(credit('s1')).rejected('not-enrolled');
  });

  it('still happens when the patient has left the programme since', () => {
    given(enrolled, credited('s1'), ended)
      .when(credit('s1', 1))
      .then([credited('s1', 1)]);
  });

  it('means nothing without an episode', () => {
    expect(fold(enrollmentDecider, [credited('s1'), ended])).toEqual({ status: 'none' });
  });
});
