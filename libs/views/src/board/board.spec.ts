import type { SessionEvent, SessionEventOf } from '@hearth/domain';
import { describe, expect, it } from '@jest/globals';
import { attendanceView } from '../attendance/view.js';
import { engagementView } from '../engagement/view.js';
import { enrollmentView } from '../enrollment/view.js';
import { programmeView } from '../programme/view.js';
import { deriveRoom } from '../room/derive.js';
import type { RoomDocument, SignalSummary } from '../room/document.js';
import { sessionView } from '../session/view.js';
import {
  admitted,
  doorsOpened,
  joined,
  left,
  minutes,
  patient,
  scheduled,
  staff,
  started,
  told,
  programmeEstablished,
} from '../testing/story.js';
import { deriveBoard } from './derive.js';

const programme = told(programmeView, 'p1', [programmeEstablished]).document;

const plan = (change: Partial<SessionEventOf<'SessionScheduled'>['data']>): SessionEvent => ({
  type: 'SessionScheduled',
  data: { ...scheduled.data, ...change },
});

const room = (
  first: SessionEvent,
  events: readonly SessionEvent[],
  signals: readonly SignalSummary[] = [],
): RoomDocument => {
  const all = [first, ...events];
  const sessionId = first.type === 'SessionScheduled' ? first.data.sessionId : '';
  const document = deriveRoom(sessionId, {
    session: told(sessionView, sessionId, all).document,
    attendance: told(attendanceView, sessionId, all).document,
    engagement: told(engagementView, sessionId, all).document,
    patients: [],
    staff: [],
    group: null,
    programme,
    signals,
    outreach: [],
  });
  if (document === null) throw new Error('no room was derived');
  return document;
};

const board = (...rooms: RoomDocument[]) =>
  deriveBoard('p1/2026-11-16', {
    programme,
    rules: null,
    organisation: null,
    rooms,
    enrollments: [],
    signals: [],
    degraded: [],
  });

const live: SessionEvent[] = [
  doorsOpened,
  started,
  admitted('ana'),
  joined(staff('maya'), 'PA_maya', minutes(0)),
  joined(patient('ana'), 'PA_1', minutes(0)),
];
const signal: SignalSummary = {
  signalId: 'sig',
  patientId: 'ana',
  sessionId: 's1',
  source: 'check-in',
  urgency: 'immediate',
  raisedAt: minutes(-5),
  step: 'care-team',
  acknowledged: null,
  closed: null,
};
const listening = (until: number, id = 'jo'): SessionEvent => ({
  type: 'SpeakingMeasured',
  data: { by: 'maya', intervals: [{ person: patient(id), from: until - 30_000, to: until }] },
});

describe('the live board', () => {
  it('puts safety first, then rooms without staff, then live ones, then the rest by time', () => {
    const later = room(plan({ sessionId: 's-later', startsAt: minutes(100), endsAt: minutes(160) }), []);
    const running = room(plan({ sessionId: 's-live' }), live);
    const unstaffed = room(plan({ sessionId: 's-alone' }), [
      ...live,
      left(staff('maya'), 'PA_maya', minutes(5)),
    ]);
    const unsafe = room(
      plan({ sessionId: 's-safety', startsAt: minutes(120), endsAt: minutes(180) }),
      [],
      [signal],
    );
    expect(board(later, running, unstaffed, unsafe)?.sessions.map(({ sessionId }) => sessionId)).toEqual([
      's-safety',
      's-alone',
      's-live',
      's-later',
    ]);
  });

  it('says since when a room has no facilitator', () => {
    const alone = room(plan({}), [...live, left(staff('maya'), 'PA_maya', minutes(5))]);
    expect(board(alone)?.sessions[0]).toMatchObject({ unstaffedSince: minutes(5) });
  });

  it('counts who is where', () => {
    const lost = left(patient('ana'), 'PA_1', minutes(5), { leaveReason: 'connection-lost' });
    expect(board(room(plan({}), [...live, lost]))?.sessions[0]?.counts).toMatchObject({
      expected: 2,
      inRoom: 0,
      dropped: 1,
    });
  });

  it("adds up a patient's day over all rooms and measures it against three hours", () => {
    const first = room(plan({ sessionId: 'a' }), [
      ...live,
      { type: 'SessionEnded', data: { by: { kind: 'staff', id: 'maya' }, at: minutes(60) } },
    ]);
    const second = room(plan({ sessionId: 'b', startsAt: minutes(70), endsAt: minutes(130) }), []);
    const patients = board(first, second)?.sessions.flatMap((session) => session.patients);
    const days = patients
      ?.filter(({ patientId }) => patientId === 'ana')
      .map(({ today, targetMinutes }) => [today.ms, targetMinutes]);
    expect(days).toEqual([
      [60 * 60_000, 180],
      [60 * 60_000, 180],
    ]);
  });

  it('measures a day by the rule of the payer', () => {
    const enrollment = told(enrollmentView, 'e-ana', [
      {
        type: 'PatientEnrolled',
        data: {
          enrollmentId: 'e-ana',
          patientId: 'ana',
          programmeId: 'p1',
          trackId: null,
          groupIds: ['g1'],
          primaryTherapistId: 'maya',
          startsOn: '2026-10-05',
          plannedEndOn: '2026-12-20',
          ageBand: 'adult',
          payer: 'TRICARE',
          residenceState: 'NY',
          residenceType: 'home',
          levelOfCare: 'iop',
          priorLevelOfCare: 'none',
          plannedWeeklyMinutes: null,
          taper: [],
          asksSubstanceUse: false,
          at: 0,
        },
      },
    ]).document;
    const document = deriveBoard('p1/2026-11-16', {
      programme,
      rules: null,
      organisation: null,
      rooms: [room(plan({}), live)],
      enrollments: [enrollment],
      signals: [],
      degraded: [],
    });
    const ana = document?.sessions[0]?.patients.find(({ patientId }) => patientId === 'ana');
    expect(ana?.targetMinutes).toBe(120);
  });

  it('calls somebody quiet only after a quarter of an hour in which somebody listened', () => {
    const ana = (...more: SessionEvent[]) =>
      board(room(plan({}), [...live, ...more]))?.sessions[0]?.patients.find(
        ({ patientId }) => patientId === 'ana',
      );
    expect(ana()?.quiet).toBe(false);
    expect(ana(listening(minutes(14)))?.quiet).toBe(false);
    expect(ana(listening(minutes(16)))?.quiet).toBe(true);
    expect(ana(listening(minutes(12), 'ana'), listening(minutes(16)))?.quiet).toBe(false);
  });

  it('leaves out rooms of another day', () => {
    const tomorrow = room(plan({ startsAt: minutes(24 * 60), endsAt: minutes(25 * 60) }), []);
    expect(board(tomorrow)?.sessions).toEqual([]);
  });

  it('is nothing for a programme that was never established', () => {
    expect(
      deriveBoard('p2/2026-11-16', {
        programme: null,
        rules: null,
        organisation: null,
        rooms: [],
        enrollments: [],
        signals: [],
        degraded: [],
      }),
    ).toBeNull();
  });
});
