import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { specificationOf } from '../testing/decider-specification.js';
import { end, ended, enroll, enrolled, enrolledData, paused } from '../testing/enrollment-story.js';
import type { EnrollmentCommandOf } from './commands.js';
import { enrollmentDecider } from './decide.js';
import type { EnrollmentEvent } from './events.js';

const given = specificationOf(enrollmentDecider);

const credit = (sessionId: string, correction = 0): EnrollmentCommandOf<'CreditAttendance'> => ({
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

describe('an episode of care', () => {
  it('begins once', () => {
    given().when(enroll).then([enrolled]);
    given(enrolled).when(enroll).rejected('already-exists');
    given(enrolled, ended).when(enroll).rejected('already-exists');
  });

  it('says plainly what it was not told', () => {
    const { birthDate, trackId, residenceType, levelOfCare, priorLevelOfCare, taper, ...bare } = enroll;
    const { plannedWeeklyMinutes, ...known } = bare;
    expect([birthDate, trackId, residenceType, levelOfCare, priorLevelOfCare, taper]).not.toContain(
      undefined,
    );
    expect(plannedWeeklyMinutes).toBe(540);
    const { personal: _personal, ...data } = enrolledData;
    const unknown = {
      trackId: null,
      residenceType: 'unknown' as const,
      priorLevelOfCare: 'unknown' as const,
      plannedWeeklyMinutes: null,
      taper: [],
    };
    given()
      .when(known)
      .then([{ type: 'PatientEnrolled', data: { ...data, ...unknown } }]);
  });

  it.each([
    ['ends before it begins', { plannedEndOn: '2026-01-04' }],
    ['is of somebody not yet born', { birthDate: '2026-01-06' }],
    ['steps down before it begins', { taper: [{ from: '2026-01-04', weeklyMinutes: 360 }] }],
    ['steps down after it ends', { taper: [{ from: '2026-03-28', weeklyMinutes: 360 }] }],
    ['steps up where it says down', { taper: [{ from: '2026-03-16', weeklyMinutes: 540 }] }],
    [
      'steps down twice on one day',
      {
        taper: [
          { from: '2026-03-16', weeklyMinutes: 360 },
          { from: '2026-03-16', weeklyMinutes: 180 },
        ],
      },
    ],
  ])('is refused when it %s', (_what, change) => {
    given()
      .when({ ...enroll, ...change })
      .rejected('invalid');
  });

  it('may last one day only', () => {
    given()
      .when({ ...enroll, plannedEndOn: '2026-01-05', taper: [] })
      .then([{ type: 'PatientEnrolled', data: { ...enrolledData, plannedEndOn: '2026-01-05', taper: [] } }]);
  });

  it('ends once, whether the patient was there or away', () => {
    given(enrolled).when(end('2026-02-01')).then([ended]);
    given(enrolled, paused('2026-01-20')).when(end('2026-02-01')).then([ended]);
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

  it('still happens when the patient is away, or has left the programme since', () => {
    given(enrolled, paused('2026-01-20'))
      .when(credit('s1'))
      .then([credited('s1')]);
    given(enrolled, credited('s1'), ended)
      .when(credit('s1', 1))
      .then([credited('s1', 1)]);
  });

  it('means nothing without an episode', () => {
    expect(fold(enrollmentDecider, [credited('s1'), ended])).toEqual({ status: 'none' });
  });
});
