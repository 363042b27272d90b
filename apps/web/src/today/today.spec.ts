import { describe, expect, it } from '@jest/globals';
import { now, patientRoom, schedule, scheduled, startsAt, weeks } from '../../test/patient-documents';
import { minutesStory } from '../after/minutes-story';
import { mediaTroubleOf } from '../devices/media-trouble';
import { loudness, meterOf } from '../devices/sound-level';
import { waitingOf } from '../waiting-room/waiting';
import { currentWeek } from '../week/current-week';
import { countdownTo } from './countdown';
import { doneToday, laterSessions, nextSession, nextStep, offToday } from './next-session';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('nextSession', () => {
  const soon = scheduled();
  const running = scheduled({ sessionId: 's0', status: 'live', startsAt: now - HOUR });
  const past = scheduled({ sessionId: 'old', startsAt: now - 5 * HOUR, endsAt: now - 4 * HOUR });
  const sealed = scheduled({ sessionId: 'done', status: 'sealed', startsAt: now - 3 * HOUR });

  it('is the one that runs, else the next that is planned', () => {
    expect(nextSession(schedule(soon, running), now)).toBe(running);
    expect(nextSession(schedule(past, sealed, soon), now)).toBe(soon);
    expect(nextSession(schedule(sealed), now)).toBeNull();
  });

  it('leaves the others for later, and what is over for today', () => {
    const all = schedule(soon, running, past, sealed);
    expect(laterSessions(all, running, now)).toEqual([soon]);
    expect(doneToday(all, now)).toEqual([sealed]);
  });

  it('names what does not take place today, and leaves it out of what is to come', () => {
    const off = scheduled({ sessionId: 'off', status: 'cancelled' });
    const tomorrow = scheduled({ sessionId: 'later', status: 'cancelled', startsAt: startsAt + 24 * HOUR });
    const all = schedule(soon, off, tomorrow);
    expect(offToday(all, now)).toEqual([off]);
    expect(laterSessions(all, soon, now)).toEqual([]);
  });

  it.each([
    ['check-in', scheduled()],
    ['wait-for-doors', scheduled({ mine: { place: 'expected', checkedIn: true, missing: [] } })],
    [
      'waiting-room',
      scheduled({ status: 'doors-open', mine: { place: 'expected', checkedIn: true, missing: [] } }),
    ],
    ['waiting-room', scheduled({ status: 'live', mine: { place: 'waiting', checkedIn: true, missing: [] } })],
    ['room', scheduled({ status: 'live', mine: { place: 'left', checkedIn: true, missing: [] } })],
    ['not-let-in', scheduled({ status: 'live', mine: { place: 'removed', checkedIn: true, missing: [] } })],
  ])('leads to %s', (step, session) => expect(nextStep(session)).toBe(step));
});

describe('countdownTo', () => {
  it.each([
    [5 * MINUTE, { unit: 'minutes', minutes: 5 }],
    [1, { unit: 'minutes', minutes: 1 }],
    [0, { unit: 'now' }],
    [-3 * MINUTE, { unit: 'running', minutes: 3 }],
    [90 * MINUTE, { unit: 'hours', hours: 1, minutes: 30 }],
    [20 * HOUR, { unit: 'days' }],
  ])('%p ms before the start', (left, expected) => expect(countdownTo(now + left, now)).toEqual(expected));
});

describe('currentWeek', () => {
  it("finds today in the programme's zone, also past midnight elsewhere", () => {
    expect(currentWeek(weeks, now)?.day?.day).toBe('2026-03-02');
    expect(currentWeek(weeks, Date.parse('2026-03-03T04:30:00Z'))?.day?.day).toBe('2026-03-02');
    expect(currentWeek(weeks, Date.parse('2026-03-03T05:30:00Z'))?.day?.day).toBe('2026-03-03');
  });

  it('has no week before the first', () => expect(currentWeek(weeks, 0)).toBeNull());
});

describe('waitingOf', () => {
  it.each([
    ['check-in-first', patientRoom({ status: 'doors-open' }, { missing: ['check-in'] })],
    ['doors-closed', patientRoom({ status: 'scheduled' })],
    ['enter', patientRoom({ status: 'doors-open' })],
    ['waiting', patientRoom({}, { place: 'waiting', missing: ['location'] })],
    ['talk-first', patientRoom({}, { place: 'waiting', missing: ['safety'] })],
    ['let-in', patientRoom({}, { place: 'admitted' })],
    ['turned-away', patientRoom({}, { place: 'turned-away' })],
    ['removed', patientRoom({}, { place: 'removed' })],
    ['over', patientRoom({ status: 'ended' }, { place: 'left' })],
  ])('is %s', (expected, room) => expect(waitingOf(room)).toBe(expected));
});

describe('minutesStory', () => {
  it('says where the time went, what counted first', () => {
    const at = (from: number, to: number) => ({ from: startsAt + from * MINUTE, to: startsAt + to * MINUTE });
    expect(
      minutesStory([
        { ...at(0, 10), reason: 'absent', counted: false },
        { ...at(10, 30), reason: 'present', counted: true },
        { ...at(30, 31), reason: 'bridged', counted: true },
        { ...at(31, 60), reason: 'present', counted: true },
      ]),
    ).toEqual([
      { reason: 'present', counted: true, ms: 49 * MINUTE },
      { reason: 'bridged', counted: true, ms: MINUTE },
      { reason: 'absent', counted: false, ms: 10 * MINUTE },
    ]);
  });
});

describe('devices', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', 'denied'],
    ['NotAllowedError', 'Permission denied by system', 'denied-by-system'],
    ['NotFoundError', '', 'none'],
    ['NotReadableError', '', 'in-use'],
    ['OverconstrainedError', '', 'not-matching'],
    ['Whatever', '', 'unknown'],
  ])('%s (%s) means %s', (name, message, trouble) => {
    expect(mediaTroubleOf(Object.assign(new Error(message), { name }))).toBe(trouble);
  });

  it('measures silence as nothing and a full tone as much', () => {
    expect(loudness(new Float32Array(64))).toBe(0);
    expect(loudness(Float32Array.from({ length: 64 }, (_, at) => (at % 2 === 0 ? 1 : -1)))).toBe(1);
    expect(meterOf(0)).toBe(0);
    expect(meterOf(1)).toBe(100);
    expect(meterOf(0.05)).toBeGreaterThan(meterOf(0.01));
  });
});
