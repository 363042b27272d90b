import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { REDACTED } from '../event-definition.js';
import { specificationOf } from '../testing/decider-specification.js';
import * as story from '../testing/session-story.js';
import {
  ANA,
  BEFORE,
  BEN,
  BRANDT,
  CAL,
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

const admit = (patientId: string, reason?: string): SessionCommandOf<'AdmitPatient'> => ({
  type: 'AdmitPatient',
  patientId,
  by: BRANDT,
  at: START,
  ...(reason === undefined ? {} : { override: { reason } }),
});
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

describe('the waiting room', () => {
  const enter = (patientId = ANA): SessionCommandOf<'EnterWaitingRoom'> => ({
    type: 'EnterWaitingRoom',
    patientId,
    at: BEFORE,
  });
  const leave = (patientId = ANA): SessionCommandOf<'LeaveWaitingRoom'> => ({
    type: 'LeaveWaitingRoom',
    patientId,
    at: START,
    why: 'connection-lost',
  });

  it('opens with the doors', () => {
    given(scheduled).when(enter()).rejected('doors-not-open');
    given(scheduled, doorsOpened)
      .when(enter())
      .then([waiting(ANA)]);
    given(scheduled, doorsOpened, started)
      .when(enter())
      .then([waiting(ANA)]);
    given(scheduled, doorsOpened, started, ended).when(enter()).rejected('session-over');
    given(scheduled, cancelled).when(enter()).rejected('session-cancelled');
  });

  it('takes each patient of the roster in once', () => {
    given(scheduled, doorsOpened, waiting(ANA)).when(enter()).nothing();
    given(scheduled, doorsOpened).when(enter('patient-unknown')).rejected('not-on-roster');
    given(scheduled, doorsOpened, started, waiting(ANA), admitted(ANA))
      .when(enter())
      .rejected('already-admitted');
    given(scheduled, doorsOpened, waiting(ANA), turnedAway(ANA)).when(enter()).rejected('turned-away');
    given(scheduled, doorsOpened, started, admitted(ANA), removed(ANA)).when(enter()).rejected('removed');
  });

  it('can be left and entered again', () => {
    const gone: SessionEvent = {
      type: 'WaitingRoomLeft',
      data: { patientId: ANA, at: START, why: 'connection-lost' },
    };
    given(scheduled, doorsOpened, waiting(ANA)).when(leave()).then([gone]);
    given(scheduled, doorsOpened, waiting(ANA), gone).when(leave()).nothing();
    given(scheduled, doorsOpened, waiting(ANA), gone)
      .when(enter())
      .then([waiting(ANA)]);
    given().when(leave()).rejected('not-found');
    given(scheduled).when(leave('patient-unknown')).rejected('not-on-roster');
  });
});

describe('admitting a patient', () => {
  const ready = [scheduled, doorsOpened, checkedIn(ANA), waiting(ANA)] as const;

  it('starts the session when it has not started yet', () => {
    given(...ready)
      .when(admit(ANA))
      .then([started, admitted(ANA)]);
    given(...ready, started)
      .when(admit(ANA))
      .then([admitted(ANA)]);
    given(...ready, started, admitted(ANA))
      .when(admit(ANA))
      .nothing();
  });

  it('needs no reason for an override that was not needed', () => {
    given(...ready, started)
      .when(admit(ANA, 'Just in case'))
      .then([admitted(ANA)]);
  });

  it.each([
    ['check-in-missing', undefined],
    ['check-in-missing', REDACTED],
    ['location-missing', { ...story.checkIn, location: undefined }],
    ['contact-missing', { ...story.checkIn, callbackNumber: undefined }],
    [
      'attestations-missing',
      { ...story.checkIn, attestations: { ...story.checkIn.attestations, notDriving: false } },
    ],
    ['safety-first', { ...story.checkIn, answers: { ...story.checkIn.answers, safeNow: 'no' as const } }],
    [
      'safety-first',
      {
        ...story.checkIn,
        location: undefined,
        answers: { ...story.checkIn.answers, safeNow: 'no' as const },
      },
    ],
  ] as const)('is refused as %s', (code, given1) => {
    const told = given1 === undefined ? [] : [checkedIn(ANA, given1)];
    given(scheduled, doorsOpened, ...told, waiting(ANA))
      .when(admit(ANA))
      .rejected(code);
  });

  it('records what was missing and why the patient was let in all the same', () => {
    given(scheduled, doorsOpened, started, waiting(ANA))
      .when(admit(ANA, '  Confirmed by telephone '))
      .then([
        {
          type: 'PatientAdmitted',
          data: {
            patientId: ANA,
            by: BRANDT,
            at: START,
            overrides: ['check-in', 'location', 'contact', 'attestations'],
            personal: { reason: 'Confirmed by telephone' },
          },
        },
      ]);
    given(scheduled, doorsOpened, waiting(ANA)).when(admit(ANA, '  ')).rejected('override-needs-reason');
  });

  it('blocks the one who is too many, or lets them in with a reason', () => {
    const full = [
      scheduled,
      doorsOpened,
      started,
      admitted(BEN),
      admitted(CAL),
      checkedIn(ANA),
      waiting(ANA),
    ] as const;
    given(...full)
      .when(admit(ANA))
      .rejected('group-full');
    given(...full)
      .when(admit(ANA, 'Guest of the day'))
      .then([
        {
          type: 'PatientAdmitted',
          data: {
            patientId: ANA,
            by: BRANDT,
            at: START,
            overrides: ['capacity'],
            personal: { reason: 'Guest of the day' },
          },
        },
      ]);
    given(...full, removed(BEN))
      .when(admit(ANA))
      .then([admitted(ANA)]);
  });

  it('is for facilitators, and for patients who are there', () => {
    given(...ready)
      .when({ ...admit(ANA), by: STRANGER })
      .rejected('not-facilitator');
    given(scheduled).when(admit(ANA)).rejected('doors-not-open');
    given(scheduled, doorsOpened).when(admit(ANA)).rejected('not-in-waiting-room');
    given(scheduled, doorsOpened).when(admit('patient-unknown')).rejected('not-on-roster');
    given(...ready, started, admitted(ANA), removed(ANA))
      .when(admit(ANA))
      .rejected('removed');
    given(...ready, started, ended)
      .when(admit(ANA))
      .rejected('session-over');
  });

  it('can undo that the patient was turned away', () => {
    given(...ready, turnedAway(ANA), started)
      .when(admit(ANA))
      .then([admitted(ANA)]);
  });

  it('lets in all who are clear, first come first, as long as there are seats', () => {
    const allClear: SessionCommandOf<'AdmitAllClear'> = { type: 'AdmitAllClear', by: BRANDT, at: START };
    const three = [
      checkedIn(ANA),
      checkedIn(BEN),
      checkedIn(CAL),
      waiting(CAL, 1),
      waiting(ANA, 2),
      waiting(BEN, 3),
    ];
    given(scheduled, doorsOpened, ...three)
      .when(allClear)
      .then([started, admitted(CAL), admitted(ANA)]);
    given(scheduled, doorsOpened, started, checkedIn(ANA), waiting(ANA), waiting(BEN))
      .when(allClear)
      .then([admitted(ANA)]);
    given(scheduled, doorsOpened, waiting(BEN)).when(allClear).nothing();
    given(scheduled, doorsOpened)
      .when({ ...allClear, by: STRANGER })
      .rejected('not-facilitator');
    given(scheduled).when(allClear).rejected('doors-not-open');
  });
});

describe('turning a patient away', () => {
  const turnAway = (reason?: string): SessionCommandOf<'TurnAwayPatient'> => ({
    type: 'TurnAwayPatient',
    patientId: ANA,
    by: BRANDT,
    at: BEFORE,
    reasonCode: 'not-private',
    ...(reason === undefined ? {} : { reason }),
  });

  it('is possible while they wait, with or without words', () => {
    given(scheduled, doorsOpened, waiting(ANA))
      .when(turnAway())
      .then([turnedAway(ANA)]);
    given(scheduled, doorsOpened, waiting(ANA))
      .when(turnAway('Others in the room'))
      .then([
        {
          type: 'PatientTurnedAway',
          data: {
            patientId: ANA,
            by: BRANDT,
            at: BEFORE,
            reasonCode: 'not-private',
            personal: { reason: 'Others in the room' },
          },
        },
      ]);
    given(scheduled, doorsOpened, waiting(ANA)).when(turnAway(' ')).rejected('reason-needed');
    given(scheduled, doorsOpened, waiting(ANA), turnedAway(ANA)).when(turnAway()).nothing();
  });

  it('is not for those who are elsewhere', () => {
    given(scheduled, doorsOpened).when(turnAway()).rejected('not-in-waiting-room');
    given(scheduled, doorsOpened, started, admitted(ANA)).when(turnAway()).rejected('already-admitted');
    given(scheduled, doorsOpened, started, admitted(ANA), removed(ANA)).when(turnAway()).rejected('removed');
    given(scheduled, doorsOpened, waiting(ANA))
      .when({ ...turnAway(), by: STRANGER })
      .rejected('not-facilitator');
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
