import { describe, it } from '@jest/globals';
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
const { scheduled, doorsOpened, started, ended, cancelled, admitted, removed, waiting } = story;
const { handRaised, sharing } = story;
const live = [scheduled, doorsOpened, started, admitted(ANA), admitted(BEN)] as const;
const at = minute(15);

const lowered = (patientId: string, by: SessionCommandOf<'LowerHand'>['by']): SessionEvent => ({
  type: 'HandLowered',
  data: { patientId, at, by },
});

describe('hands', () => {
  const raise: SessionCommandOf<'RaiseHand'> = { type: 'RaiseHand', patientId: ANA, at: minute(5) };
  const lower = (by: SessionCommandOf<'LowerHand'>['by']): SessionCommandOf<'LowerHand'> => ({
    type: 'LowerHand',
    patientId: ANA,
    by,
    at,
  });

  it('are raised by those who are in, once', () => {
    given(...live)
      .when(raise)
      .then([handRaised(ANA)]);
    given(...live, handRaised(ANA))
      .when(raise)
      .nothing();
    given(scheduled, doorsOpened, started, waiting(ANA)).when(raise).rejected('not-admitted');
    given(...live, removed(ANA))
      .when(raise)
      .rejected('removed');
    given(scheduled, doorsOpened).when(raise).rejected('session-not-live');
    given(...live, ended)
      .when(raise)
      .rejected('session-over');
  });

  it('are lowered by the patient or by a facilitator', () => {
    given(...live, handRaised(ANA))
      .when(lower(patient(ANA)))
      .then([lowered(ANA, patient(ANA))]);
    given(...live, handRaised(ANA))
      .when(lower(staff(CARTER)))
      .then([lowered(ANA, staff(CARTER))]);
    given(...live)
      .when(lower(patient(ANA)))
      .nothing();
    given(...live, handRaised(ANA))
      .when(lower(patient(BEN)))
      .rejected('not-facilitator');
    given(...live, handRaised(ANA))
      .when(lower(staff(STRANGER)))
      .rejected('not-facilitator');
  });
});

describe('sharing', () => {
  const share = (
    by: SessionCommandOf<'StartShare'>['by'],
    patientId = ANA,
    kind: SessionCommandOf<'StartShare'>['kind'] = 'voice',
  ): SessionCommandOf<'StartShare'> => ({ type: 'StartShare', shareId: 'share-2', patientId, kind, by, at });
  const began = (
    by: SessionCommandOf<'StartShare'>['by'],
    kind: 'voice' | 'journal' = 'voice',
  ): SessionEvent => ({
    type: 'ShareStarted',
    data: { shareId: 'share-2', patientId: ANA, kind, by, at },
  });
  const over = (patientId: string, by: SessionCommandOf<'StartShare'>['by']): SessionEvent => ({
    type: 'ShareEnded',
    data: { shareId: 'share-1', patientId, by, at },
  });

  it('lets a patient take the floor while it is free', () => {
    given(...live)
      .when(share(patient(ANA)))
      .then([began(patient(ANA))]);
    given(...live, sharing(BEN))
      .when(share(patient(ANA)))
      .rejected('share-running');
  });

  it('lowers the hand of the one who gets the floor, and leaves the others up', () => {
    given(...live, handRaised(BEN), handRaised(ANA))
      .when(share(staff(BRANDT)))
      .then([lowered(ANA, staff(BRANDT)), began(staff(BRANDT))]);
  });

  it('lets a facilitator give the floor from one patient to the next', () => {
    given(...live, sharing(BEN))
      .when(share(staff(CARTER)))
      .then([over(BEN, staff(CARTER)), began(staff(CARTER))]);
  });

  it('lets a patient change what they share', () => {
    given(...live, sharing(ANA))
      .when(share(patient(ANA), ANA, 'journal'))
      .then([over(ANA, patient(ANA)), began(patient(ANA), 'journal')]);
    given(...live, sharing(ANA))
      .when(share(patient(ANA)))
      .nothing();
  });

  it('is refused to those who may not', () => {
    given(...live)
      .when(share(patient(BEN)))
      .rejected('not-facilitator');
    given(...live)
      .when(share(staff(STRANGER)))
      .rejected('not-facilitator');
    given(scheduled, doorsOpened, started)
      .when(share(patient(ANA)))
      .rejected('not-admitted');
    given(...live)
      .when(share(staff(BRANDT), 'patient-unknown'))
      .rejected('not-on-roster');
    given(scheduled, doorsOpened)
      .when(share(patient(ANA)))
      .rejected('session-not-live');
  });

  const end = (by: SessionCommandOf<'EndShare'>['by']): SessionCommandOf<'EndShare'> => ({
    type: 'EndShare',
    by,
    at,
  });

  it('is ended by the patient or by a facilitator', () => {
    given(...live, sharing(ANA))
      .when(end(patient(ANA)))
      .then([over(ANA, patient(ANA))]);
    given(...live, sharing(ANA))
      .when(end(staff(CARTER)))
      .then([over(ANA, staff(CARTER))]);
    given(...live, sharing(ANA))
      .when(end(patient(BEN)))
      .rejected('not-facilitator');
    given(...live, sharing(ANA))
      .when(end({ kind: 'family', id: 'f' }))
      .rejected('not-facilitator');
    given(...live)
      .when(end(patient(ANA)))
      .rejected('no-share-running');
    given(...live, sharing(ANA), over(ANA, patient(ANA)))
      .when(end(patient(ANA)))
      .rejected('no-share-running');
  });

  it('is not ended by the end of an earlier share that is told again', () => {
    given(...live, sharing(BEN, 'share-0'), sharing(ANA), {
      type: 'ShareEnded',
      data: { shareId: 'share-0', patientId: BEN, by: staff(BRANDT), at },
    })
      .when(end(patient(ANA)))
      .then([over(ANA, patient(ANA))]);
  });
});

describe('speaking', () => {
  const interval = { person: patient(ANA), from: minute(1), to: minute(2) };
  const measure = (
    change: Partial<SessionCommandOf<'MeasureSpeaking'>> = {},
  ): SessionCommandOf<'MeasureSpeaking'> => ({
    type: 'MeasureSpeaking',
    by: BRANDT,
    intervals: [interval],
    at,
    ...change,
  });
  const measured: SessionEvent = { type: 'SpeakingMeasured', data: { by: BRANDT, intervals: [interval] } };
  const seal: SessionEvent = story.sealed;

  it('is reported by a facilitator, until just after the end', () => {
    given(...live)
      .when(measure())
      .then([measured]);
    given(...live, measured, ended)
      .when(measure({ at: END }))
      .then([measured]);
    given(...live)
      .when(measure({ intervals: [] }))
      .nothing();
  });

  it('is refused from others, backwards, and when it cannot belong to a running session', () => {
    given(...live)
      .when(measure({ by: SUPERVISOR }))
      .rejected('not-facilitator');
    given(...live)
      .when(measure({ intervals: [{ ...interval, to: interval.from }] }))
      .rejected('invalid');
    given(scheduled).when(measure()).rejected('session-not-live');
    given(scheduled, doorsOpened).when(measure()).rejected('session-not-live');
    given(scheduled, cancelled).when(measure()).rejected('session-cancelled');
    given(...live, ended, seal)
      .when(measure())
      .rejected('session-sealed');
  });
});
