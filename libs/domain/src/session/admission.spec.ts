import { describe, it } from '@jest/globals';
import { REDACTED } from '../event-definition.js';
import { specificationOf } from '../testing/decider-specification.js';
import * as story from '../testing/session-story.js';
import { ANA, BEFORE, BEN, BRANDT, CAL, START, STRANGER } from '../testing/session-story.js';
import type { SessionCommandOf } from './commands.js';
import { sessionDecider } from './decide.js';
import type { SessionEvent } from './events.js';

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
