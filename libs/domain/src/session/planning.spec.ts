import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { REDACTED } from '../event-definition.js';
import { specificationOf } from '../testing/decider-specification.js';
import * as story from '../testing/session-story.js';
import {
  ANA,
  BEFORE,
  BRANDT,
  CARTER,
  END,
  START,
  STRANGER,
  minute,
  staff,
} from '../testing/session-story.js';
import { HOUR, MINUTE } from '../time.js';
import type { SessionCommandOf } from './commands.js';
import { sessionDecider } from './decide.js';
import type { SessionEvent } from './events.js';
import { missingForAdmission } from './state.js';

const given = specificationOf(sessionDecider);
const {
  scheduled,
  doorsOpened,
  started,
  ended,
  cancelled,
  checkedIn,
  waiting,
  admitted,
  turnedAway,
  removed,
} = story;

const missing = (...history: readonly SessionEvent[]) =>
  missingForAdmission(fold(sessionDecider, history), ANA);

describe('planning a session', () => {
  it('schedules it once', () => {
    given().when(story.schedule).then([scheduled]);
    given(scheduled).when(story.schedule).rejected('already-exists');
  });

  it.each([
    ['ends before it starts', { endsAt: START }],
    ['has no facilitator', { facilitators: [] }],
    [
      'names a facilitator twice',
      { facilitators: [story.schedule.facilitators, story.schedule.facilitators].flat() },
    ],
    ['names a patient twice', { roster: [story.schedule.roster, story.schedule.roster].flat() }],
  ])('refuses a plan that %s', (_what, change) => {
    given()
      .when({ ...story.schedule, ...change })
      .rejected('invalid');
  });

  const move = (startsAt: number, endsAt: number): SessionCommandOf<'RescheduleSession'> => ({
    type: 'RescheduleSession',
    startsAt,
    endsAt,
    reasonCode: 'holiday',
    at: BEFORE,
  });

  it('moves it while the doors are closed', () => {
    given(scheduled)
      .when(move(START + HOUR, END + HOUR))
      .then([
        {
          type: 'SessionRescheduled',
          data: { startsAt: START + HOUR, endsAt: END + HOUR, reasonCode: 'holiday' },
        },
      ]);
    given(scheduled).when(move(START, END)).nothing();
    given(scheduled).when(move(END, START)).rejected('invalid');
    given(scheduled, doorsOpened)
      .when(move(START + HOUR, END + HOUR))
      .rejected('session-not-scheduled');
    given(scheduled, cancelled)
      .when(move(START + HOUR, END + HOUR))
      .rejected('session-cancelled');
    given().when(move(START, END)).rejected('not-found');
  });

  const replan = (
    change: Partial<SessionCommandOf<'ChangeSessionPlan'>>,
  ): SessionCommandOf<'ChangeSessionPlan'> => {
    const { title, capacity, facilitators, roster } = story.schedule;
    return { type: 'ChangeSessionPlan', title, capacity, facilitators, roster, at: BEFORE, ...change };
  };
  const replanned = (change: Partial<SessionCommandOf<'ChangeSessionPlan'>>): SessionEvent => {
    const { type: _type, guest = null, withdrawn = null, ...data } = replan(change);
    return { type: 'SessionPlanChanged', data: { ...data, guest, withdrawn } };
  };

  it('changes who leads it and who is expected while the doors are closed', () => {
    const roster = story.schedule.roster.slice(0, 1);
    given(scheduled)
      .when(replan({ roster }))
      .then([replanned({ roster })]);
    given(scheduled).when(replan({})).nothing();
    given(scheduled, replanned({ roster })).when(replan({ roster })).nothing();
    given(scheduled)
      .when(replan({ facilitators: [] }))
      .rejected('invalid');
    given(scheduled)
      .when(replan({ roster: [...roster, ...roster] }))
      .rejected('invalid');
    given(scheduled, doorsOpened).when(replan({ roster })).rejected('session-not-scheduled');
    given(scheduled, cancelled).when(replan({ roster })).rejected('session-cancelled');
    given().when(replan({})).rejected('not-found');
  });

  it('keeps why somebody comes this once', () => {
    const guest = { patientId: 'patient-guest', reasonCode: 'short-week' } as const;
    const roster = [
      ...story.schedule.roster,
      { patientId: 'patient-guest', enrollmentId: 'enrollment-guest' },
    ];
    given(scheduled)
      .when(replan({ roster, guest }))
      .then([replanned({ roster, guest })]);
  });

  it('withdraws a guest with the reason, while the doors are closed, and nobody who is expected anyway', () => {
    const entry = { patientId: 'patient-guest', enrollmentId: 'enrollment-guest' };
    const guest = { patientId: entry.patientId, reasonCode: null };
    const visited = replanned({ roster: [...story.schedule.roster, entry], guest });
    const withdraw = (patientId: string): SessionCommandOf<'WithdrawSessionGuest'> => ({
      type: 'WithdrawSessionGuest',
      patientId,
      reasonCode: 'another-session',
      at: BEFORE,
    });
    const withdrawn = { patientId: entry.patientId, reasonCode: 'another-session' } as const;
    const without = replanned({ roster: story.schedule.roster, withdrawn });
    given(scheduled, visited).when(withdraw(entry.patientId)).then([without]);
    given(scheduled, visited, without).when(withdraw(entry.patientId)).nothing();
    given(scheduled, visited).when(withdraw(ANA)).rejected('invalid');
    given(scheduled, visited).when(withdraw('constructor')).nothing();
    given(scheduled, visited, doorsOpened).when(withdraw(entry.patientId)).rejected('session-not-scheduled');
    given(scheduled, visited, cancelled).when(withdraw(entry.patientId)).rejected('session-cancelled');
    given().when(withdraw(entry.patientId)).rejected('not-found');
  });

  it('forgets that somebody was a guest who comes as everybody does', () => {
    const entry = { patientId: 'patient-guest', enrollmentId: 'enrollment-guest' };
    const roster = [...story.schedule.roster, entry];
    const visited = replanned({ roster, guest: { patientId: entry.patientId, reasonCode: null } });
    const { roster: usual } = story.schedule;
    const isGuest = (...history: readonly SessionEvent[]): boolean | undefined => {
      const state = fold(sessionDecider, history);
      return state.status === 'none' ? undefined : state.patients[entry.patientId]?.isGuest;
    };
    expect(isGuest(scheduled, visited)).toBe(true);
    expect(isGuest(scheduled, visited, replanned({ roster: usual }))).toBeUndefined();
    expect(isGuest(scheduled, visited, replanned({ roster: usual }), replanned({ roster }))).toBe(false);
  });

  it('keeps the check-in of who stays, and knows nothing more of who does not', () => {
    const roster = story.schedule.roster.slice(0, 1);
    expect(missing(scheduled, checkedIn(ANA), replanned({ roster }))).toEqual([]);
    const state = fold(sessionDecider, [scheduled, replanned({ roster })]);
    expect(state.status === 'none' ? [] : Object.keys(state.patients)).toEqual([ANA]);
  });

  const cancel: SessionCommandOf<'CancelSession'> = {
    type: 'CancelSession',
    at: BEFORE,
    reasonCode: 'staff',
  };

  it('calls it off before it starts, and sends home who waits', () => {
    given(scheduled).when(cancel).then([cancelled]);
    given(scheduled, doorsOpened, waiting(ANA))
      .when(cancel)
      .then([
        { type: 'WaitingRoomLeft', data: { patientId: ANA, at: BEFORE, why: 'session-over' } },
        cancelled,
      ]);
    given(scheduled, cancelled).when(cancel).nothing();
    given(scheduled, doorsOpened, started).when(cancel).rejected('session-still-open');
    given(scheduled, doorsOpened, started, ended).when(cancel).rejected('session-over');
  });

  it('was not held when its time is over and nobody ever opened its doors', () => {
    const { endsAt } = story.schedule;
    const notHeld = { ...cancel, reasonCode: 'not-held', at: endsAt } as const;
    given(scheduled)
      .when(notHeld)
      .then([{ type: 'SessionCancelled', data: { at: endsAt, reasonCode: 'not-held' } }]);
    given(scheduled)
      .when({ ...notHeld, at: endsAt - 1 })
      .rejected('session-still-open');
    given(scheduled, doorsOpened).when(notHeld).rejected('session-still-open');
    given(scheduled, cancelled).when(notHeld).nothing();
  });
});

describe('opening the doors', () => {
  const openDoors = (at: number, by = BRANDT): SessionCommandOf<'OpenDoors'> => ({
    type: 'OpenDoors',
    by,
    at,
  });

  it('lets a facilitator open them from an hour before the start', () => {
    given(scheduled).when(openDoors(BEFORE)).then([doorsOpened]);
    given(scheduled)
      .when(openDoors(START - 60 * MINUTE, CARTER))
      .then([{ type: 'DoorsOpened', data: { by: CARTER, at: START - 60 * MINUTE } }]);
    given(scheduled)
      .when(openDoors(START - 60 * MINUTE - 1))
      .rejected('doors-too-early');
  });

  it('does nothing the second time', () => {
    given(scheduled, doorsOpened).when(openDoors(BEFORE)).nothing();
    given(scheduled, doorsOpened, started).when(openDoors(START)).nothing();
  });

  it('is for facilitators of a session that can still take place', () => {
    given(scheduled).when(openDoors(BEFORE, STRANGER)).rejected('not-facilitator');
    given(scheduled, cancelled).when(openDoors(BEFORE)).rejected('session-cancelled');
    given(scheduled, doorsOpened, started, ended).when(openDoors(END)).rejected('session-over');
    given().when(openDoors(BEFORE)).rejected('not-found');
  });

  it('moves with a session that was moved', () => {
    const later: SessionEvent = {
      type: 'SessionRescheduled',
      data: { startsAt: START + 5 * HOUR, endsAt: END + 5 * HOUR, reasonCode: 'technical' },
    };
    given(scheduled, later).when(openDoors(BEFORE)).rejected('doors-too-early');
  });
});

describe('checking in', () => {
  const submit = (at: number, patientId = ANA): SessionCommandOf<'SubmitCheckIn'> => ({
    type: 'SubmitCheckIn',
    patientId,
    at,
    checkIn: story.checkIn,
  });

  it('is possible from a day before until the end, and again', () => {
    given(scheduled)
      .when(submit(BEFORE))
      .then([checkedIn(ANA)]);
    given(scheduled, checkedIn(ANA))
      .when(submit(BEFORE))
      .then([checkedIn(ANA)]);
    given(scheduled, doorsOpened, started, waiting(ANA), admitted(ANA))
      .when(submit(minute(3)))
      .then([checkedIn(ANA, story.checkIn, minute(3))]);
    given(scheduled, doorsOpened, turnedAway(ANA))
      .when(submit(BEFORE))
      .then([checkedIn(ANA)]);
    given(scheduled)
      .when(submit(START - 24 * HOUR - 1))
      .rejected('doors-too-early');
  });

  it('is for patients of the roster who may still come in', () => {
    given(scheduled).when(submit(BEFORE, 'patient-unknown')).rejected('not-on-roster');
    given(scheduled).when(submit(BEFORE, 'constructor')).rejected('not-on-roster');
    given(scheduled, doorsOpened, started, admitted(ANA), removed(ANA))
      .when(submit(minute(30)))
      .rejected('removed');
    given(scheduled, doorsOpened, started, ended).when(submit(END)).rejected('session-over');
    given(scheduled, cancelled).when(submit(BEFORE)).rejected('session-cancelled');
  });

  it('shows what is missing, without keeping what was said', () => {
    const { location: _l, emergencyContact: _c, ...bare } = story.checkIn;
    const { attestations } = story.checkIn;
    const unsafe = { ...story.checkIn, answers: { ...story.checkIn.answers, safeNow: 'unsure' as const } };
    expect(missing(scheduled)).toEqual(['check-in', 'location', 'contact', 'attestations']);
    expect(missing(scheduled, checkedIn(ANA))).toEqual([]);
    expect(missing(scheduled, checkedIn(ANA, bare))).toEqual(['location', 'contact']);
    expect(
      missing(scheduled, checkedIn(ANA, { ...bare, attestations: { ...attestations, alone: false } })),
    ).toEqual(['location', 'contact', 'attestations']);
    expect(missing(scheduled, checkedIn(ANA, unsafe))).toEqual(['safety']);
    expect(missing(scheduled, checkedIn(ANA, unsafe), checkedIn(ANA))).toEqual([]);
    expect(missing(scheduled, checkedIn(ANA, REDACTED))).toContain('check-in');
    expect(missing(scheduled, checkedIn(ANA, story.checkIn, START - 25 * HOUR))).toContain('check-in');
    expect(missing()).toContain('check-in');
    const kept = JSON.stringify(fold(sessionDecider, [scheduled, checkedIn(ANA)]));
    expect(kept).not.toContain('Elm Street');
    expect(kept).not.toContain('555');
  });
});

describe('starting the session', () => {
  const start: SessionCommandOf<'StartSession'> = { type: 'StartSession', by: BRANDT, at: START };

  it('needs open doors and a facilitator', () => {
    given(scheduled, doorsOpened).when(start).then([started]);
    given(scheduled, doorsOpened, started).when(start).nothing();
    given(scheduled).when(start).rejected('doors-not-open');
    given(scheduled, doorsOpened)
      .when({ ...start, by: STRANGER })
      .rejected('not-facilitator');
    given(scheduled, doorsOpened, started, { type: 'SessionEnded', data: { by: staff(BRANDT), at: END } })
      .when(start)
      .rejected('session-over');
  });
});
