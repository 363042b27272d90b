import { describe, expect, it } from '@jest/globals';
import { reasonDigest } from '../attendance/reason-digest.js';
import { fold } from '../decider.js';
import { specificationOf } from '../testing/decider-specification.js';
import * as story from '../testing/session-story.js';
import {
  ANA,
  BEN,
  BRANDT,
  CARTER,
  END,
  STRANGER,
  SUPERVISOR,
  minute,
  patient,
  staff,
} from '../testing/session-story.js';
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
  admitted,
  waiting,
  sealed,
  figure,
  attendance,
  seal,
} = story;
const live = [scheduled, doorsOpened, started, admitted(ANA)] as const;
const over = [...live, ended] as const;
const system = { kind: 'system', id: 'session-deadline' } as const;

describe('ending a session', () => {
  const end = (by: SessionCommandOf<'EndSession'>['by'] = staff(BRANDT)): SessionCommandOf<'EndSession'> => ({
    type: 'EndSession',
    by,
    at: END,
  });

  it('ends everything that was going on in it', () => {
    given(...live)
      .when(end())
      .then([ended]);
    given(...live, story.breakStarted, story.sharing(ANA), waiting(BEN), story.observing(SUPERVISOR))
      .when(end())
      .then([
        { type: 'BreakEnded', data: { by: staff(BRANDT), at: END } },
        { type: 'ShareEnded', data: { shareId: 'share-1', patientId: ANA, by: staff(BRANDT), at: END } },
        { type: 'WaitingRoomLeft', data: { patientId: BEN, at: END, why: 'session-over' } },
        { type: 'ObservationEnded', data: { staffId: SUPERVISOR, at: END } },
        ended,
      ]);
  });

  it('is also possible by rule, and when nobody ever came', () => {
    given(...live)
      .when(end(system))
      .then([{ type: 'SessionEnded', data: { by: system, at: END } }]);
    given(scheduled, doorsOpened)
      .when(end(system))
      .then([{ type: 'SessionEnded', data: { by: system, at: END } }]);
  });

  it('happens once, though two facilitators press at the same time', () => {
    given(...over)
      .when(end(staff(CARTER)))
      .nothing();
    given(...over, sealed)
      .when(end(staff(CARTER)))
      .nothing();
  });

  it('is not for others, nor for a session that never opened', () => {
    given(...live)
      .when(end(staff(STRANGER)))
      .rejected('not-facilitator');
    given(...live)
      .when(end(patient(ANA)))
      .rejected('not-facilitator');
    given(scheduled).when(end()).rejected('session-not-live');
    given(scheduled, cancelled).when(end()).rejected('session-cancelled');
    given().when(end()).rejected('not-found');
  });
});

describe('sealing the attendance', () => {
  const sealIt = (
    change: Partial<SessionCommandOf<'SealAttendance'>> = {},
  ): SessionCommandOf<'SealAttendance'> => ({
    type: 'SealAttendance',
    by: staff(BRANDT),
    at: minute(120),
    attendance,
    seal,
    leafSecret: null,
    ...change,
  });

  it('happens once, by a facilitator or by the deadline', () => {
    given(...over)
      .when(sealIt())
      .then([sealed]);
    given(...over)
      .when(sealIt({ by: system }))
      .then([{ type: 'AttendanceSealed', data: { ...sealed.data, by: system } }]);
    given(...over, sealed)
      .when(sealIt())
      .nothing();
    given(...over, sealed)
      .when(sealIt({ seal: { ...seal, hash: 'b'.repeat(64) } }))
      .rejected('session-sealed');
  });

  it('covers exactly the patients of the roster', () => {
    given(...over)
      .when(sealIt({ attendance: { ...attendance, patients: [figure(ANA)] } }))
      .rejected('invalid');
    const twice = { ...attendance, patients: [figure(ANA), figure(ANA), figure(BEN)] };
    given(...over)
      .when(sealIt({ attendance: twice }))
      .rejected('invalid');
  });

  it('waits for the end', () => {
    given(scheduled).when(sealIt()).rejected('session-still-open');
    given(scheduled, doorsOpened).when(sealIt()).rejected('session-still-open');
    given(...live)
      .when(sealIt())
      .rejected('session-still-open');
    given(scheduled, cancelled).when(sealIt()).rejected('session-cancelled');
    given(...over)
      .when(sealIt({ by: staff(STRANGER) }))
      .rejected('not-facilitator');
    given().when(sealIt()).rejected('not-found');
  });
});

describe('correcting a sealed figure', () => {
  const evidence = { basis: 'telephone' as const, added: [], withdrawn: [] };
  const correct = (
    change: Partial<SessionCommandOf<'CorrectAttendance'>> = {},
  ): SessionCommandOf<'CorrectAttendance'> => ({
    type: 'CorrectAttendance',
    correctionId: 'c1',
    patientId: ANA,
    by: SUPERVISOR,
    at: minute(200),
    after: { ...figure(ANA), countedMs: 60_000, flags: [] },
    evidence,
    reason: 'Joined by telephone first',
    salt: 'salt',
    ...change,
  });
  const corrected = (before = figure(ANA), correctionId = 'c1'): SessionEvent => ({
    type: 'AttendanceCorrected',
    data: {
      correctionId,
      patientId: ANA,
      by: SUPERVISOR,
      at: minute(200),
      before,
      after: { ...figure(ANA), countedMs: 60_000, flags: ['corrected'] },
      evidence,
      reasonDigest: reasonDigest('Joined by telephone first', 'salt'),
      personal: { reason: 'Joined by telephone first', salt: 'salt' },
    },
  });

  it('keeps both figures, and the next correction starts from the last', () => {
    given(...over, sealed)
      .when(correct())
      .then([corrected()]);
    const { after } = { after: { ...figure(ANA), countedMs: 60_000, flags: ['corrected' as const] } };
    given(...over, sealed, corrected())
      .when(correct({ correctionId: 'c2', after }))
      .then([corrected(after, 'c2')]);
    given(...over, sealed, corrected())
      .when(correct())
      .nothing();
  });

  it('needs a seal, a reason and the right patient', () => {
    given(...over)
      .when(correct())
      .rejected('session-still-open');
    given(...over, sealed)
      .when(correct({ reason: ' ' }))
      .rejected('reason-needed');
    given(...over, sealed)
      .when(correct({ patientId: 'patient-unknown' }))
      .rejected('not-on-roster');
    given(...over, sealed)
      .when(correct({ after: figure(BEN) }))
      .rejected('invalid');
    given(...over, sealed)
      .when(correct({ after: { ...figure(ANA), enrollmentId: 'other' } }))
      .rejected('invalid');
    given().when(correct()).rejected('not-found');
  });
});

describe('feedback', () => {
  const feedback = { heard: 8, useful: 7, fit: 9, overall: 8 };
  const give = (patientId = ANA): SessionCommandOf<'GiveFeedback'> => ({
    type: 'GiveFeedback',
    patientId,
    at: END,
    feedback,
  });
  const gave: SessionEvent = {
    type: 'SessionFeedbackGiven',
    data: { patientId: ANA, at: END, personal: feedback },
  };

  it('is given once by those who were in', () => {
    given(...over)
      .when(give())
      .then([gave]);
    given(...over, sealed)
      .when(give())
      .then([gave]);
    given(...live, story.removed(ANA))
      .when(give())
      .then([gave]);
    given(...over, gave)
      .when(give())
      .rejected('already-exists');
    given(...over)
      .when(give(BEN))
      .rejected('not-admitted');
    given(...over)
      .when(give('patient-unknown'))
      .rejected('not-on-roster');
    given(scheduled, cancelled).when(give()).rejected('session-cancelled');
    given().when(give()).rejected('not-found');
  });
});

describe('folding', () => {
  it('takes no notice of events that do not fit', () => {
    expect(fold(sessionDecider, [doorsOpened])).toEqual({ status: 'none' });
    expect(fold(sessionDecider, [...live, sealed])).toEqual(fold(sessionDecider, live));
    expect(fold(sessionDecider, [...over, waiting('patient-unknown')])).toEqual(fold(sessionDecider, over));
    const stray: SessionEvent = {
      type: 'AttendanceCorrected',
      data: {
        correctionId: 'c1',
        patientId: ANA,
        by: BRANDT,
        at: END,
        before: figure(ANA),
        after: figure(ANA),
        evidence: { basis: 'other', added: [], withdrawn: [] },
        reasonDigest: null,
        personal: { reason: 'x' },
      },
    };
    expect(fold(sessionDecider, [...over, stray])).toEqual(fold(sessionDecider, over));
  });

  it('remembers that an ended session never started', () => {
    expect(fold(sessionDecider, [scheduled, doorsOpened, ended])).toMatchObject({
      status: 'ended',
      startedAt: null,
    });
    expect(fold(sessionDecider, over)).toMatchObject({ status: 'ended', startedAt: story.START });
  });
});
