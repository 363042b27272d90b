import { describe, it } from '@jest/globals';
import { specificationOf } from '../testing/decider-specification.js';
import * as story from '../testing/session-story.js';
import {
  ANA,
  BEN,
  BRANDT,
  CARTER,
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
const { scheduled, doorsOpened, started, ended, cancelled, admitted, removed, waiting, turnedAway } = story;
const { handRaised, sharing, breakStarted, observing } = story;
const live = [scheduled, doorsOpened, started, admitted(ANA), admitted(BEN)] as const;
const at = minute(15);

describe('a private word', () => {
  const post = (
    from: SessionCommandOf<'PostMessage'>['from'],
    text = 'I feel overwhelmed',
  ): SessionCommandOf<'PostMessage'> => ({
    type: 'PostMessage',
    messageId: 'm1',
    patientId: ANA,
    from,
    text,
    at,
  });
  const posted = (from: SessionCommandOf<'PostMessage'>['from']): SessionEvent => ({
    type: 'MessagePosted',
    data: { messageId: 'm1', patientId: ANA, from, at, personal: { text: 'I feel overwhelmed' } },
  });

  it('passes between a patient and the facilitators, in the waiting room too', () => {
    given(...live)
      .when(post(patient(ANA), ' I feel overwhelmed '))
      .then([posted(patient(ANA))]);
    given(...live)
      .when(post(staff(BRANDT)))
      .then([posted(staff(BRANDT))]);
    given(scheduled, doorsOpened, waiting(ANA))
      .when(post(patient(ANA)))
      .then([posted(patient(ANA))]);
    given(...live, removed(ANA))
      .when(post(staff(BRANDT)))
      .then([posted(staff(BRANDT))]);
  });

  it('never passes between patients, nor from those who are out', () => {
    given(...live)
      .when(post(patient(BEN)))
      .rejected('not-facilitator');
    given(...live)
      .when(post(staff(SUPERVISOR)))
      .rejected('not-facilitator');
    given(...live, removed(ANA))
      .when(post(patient(ANA)))
      .rejected('removed');
    given(scheduled, doorsOpened, waiting(ANA), turnedAway(ANA))
      .when(post(patient(ANA)))
      .rejected('turned-away');
    given(...live)
      .when(post(patient(ANA), '   '))
      .rejected('invalid');
    given(scheduled)
      .when(post(patient(ANA)))
      .rejected('doors-not-open');
    given(...live, ended)
      .when(post(patient(ANA)))
      .rejected('session-over');
  });
});

describe('asking for help', () => {
  const ask: SessionCommandOf<'RequestHelp'> = { type: 'RequestHelp', helpId: 'h1', patientId: ANA, at };
  const asked = (helpId = 'h1'): SessionEvent => ({
    type: 'HelpRequested',
    data: { helpId, patientId: ANA, at },
  });
  const answer: SessionCommandOf<'AnswerHelp'> = { type: 'AnswerHelp', helpId: 'h1', by: CARTER, at };
  const answered: SessionEvent = {
    type: 'HelpAnswered',
    data: { helpId: 'h1', patientId: ANA, by: CARTER, at },
  };

  it('is open to whoever waits or is in, one request at a time', () => {
    given(...live)
      .when(ask)
      .then([asked()]);
    given(scheduled, doorsOpened, waiting(ANA)).when(ask).then([asked()]);
    given(...live, asked())
      .when({ ...ask, helpId: 'h2' })
      .nothing();
    given(...live, asked(), answered)
      .when({ ...ask, helpId: 'h2' })
      .then([asked('h2')]);
    given(scheduled, doorsOpened).when(ask).rejected('not-admitted');
    given(...live, ended)
      .when(ask)
      .rejected('session-over');
  });

  it('is answered by a facilitator, once', () => {
    given(...live, asked('h0'), asked())
      .when(answer)
      .then([answered]);
    given(...live, asked(), answered)
      .when(answer)
      .nothing();
    given(...live)
      .when(answer)
      .rejected('not-found');
    given(...live, asked())
      .when({ ...answer, by: STRANGER })
      .rejected('not-facilitator');
  });
});

describe('muting and removing', () => {
  const mute = (
    person: SessionCommandOf<'MuteParticipant'>['person'],
  ): SessionCommandOf<'MuteParticipant'> => ({
    type: 'MuteParticipant',
    person,
    by: BRANDT,
    at,
  });
  const remove = (reason = 'Shouting'): SessionCommandOf<'RemoveParticipant'> => ({
    type: 'RemoveParticipant',
    patientId: ANA,
    by: BRANDT,
    at: minute(20),
    reasonCode: 'disruptive',
    reason,
  });

  it('mutes who is in the room', () => {
    given(...live)
      .when(mute(patient(ANA)))
      .then([{ type: 'ParticipantMuted', data: { person: patient(ANA), by: BRANDT, at } }]);
    given(...live)
      .when(mute(staff(CARTER)))
      .then([{ type: 'ParticipantMuted', data: { person: staff(CARTER), by: BRANDT, at } }]);
    given(scheduled, doorsOpened, started)
      .when(mute(patient(ANA)))
      .rejected('not-admitted');
    given(...live)
      .when({ ...mute(patient(ANA)), by: STRANGER })
      .rejected('not-facilitator');
    given(...live, { type: 'ParticipantMuted', data: { person: patient(ANA), by: BRANDT, at } })
      .when(mute(patient(BEN)))
      .then([{ type: 'ParticipantMuted', data: { person: patient(BEN), by: BRANDT, at } }]);
  });

  it('removes a patient with a reason, and takes their hand and the floor', () => {
    given(...live)
      .when(remove())
      .then([removed(ANA)]);
    given(...live, handRaised(ANA), sharing(ANA))
      .when(remove())
      .then([
        { type: 'HandLowered', data: { patientId: ANA, at: minute(20), by: staff(BRANDT) } },
        {
          type: 'ShareEnded',
          data: { shareId: 'share-1', patientId: ANA, by: staff(BRANDT), at: minute(20) },
        },
        removed(ANA),
      ]);
    given(...live, sharing(BEN))
      .when(remove())
      .then([removed(ANA)]);
    given(...live, removed(ANA))
      .when(remove())
      .nothing();
  });

  it('does not remove without a reason, nor somebody who is not in', () => {
    given(...live)
      .when(remove(' '))
      .rejected('reason-needed');
    given(...live)
      .when({ ...remove(), by: STRANGER })
      .rejected('not-facilitator');
    given(scheduled, doorsOpened, started, waiting(ANA)).when(remove()).rejected('not-admitted');
    given(...live, ended)
      .when(remove())
      .rejected('session-over');
  });
});

describe('having charge', () => {
  const handOver = (to: string, by = BRANDT): SessionCommandOf<'HandOver'> => ({
    type: 'HandOver',
    to,
    by,
    at,
  });
  const handed: SessionEvent = { type: 'FacilitatorHandedOver', data: { from: BRANDT, to: CARTER, at } };

  it('passes to a co-facilitator, who may also take it and give it back', () => {
    given(...live)
      .when(handOver(CARTER))
      .then([handed]);
    given(scheduled, doorsOpened).when(handOver(CARTER, CARTER)).then([handed]);
    given(...live, handed)
      .when(handOver(BRANDT, CARTER))
      .then([{ type: 'FacilitatorHandedOver', data: { from: CARTER, to: BRANDT, at } }]);
    given(...live)
      .when(handOver(BRANDT))
      .nothing();
  });

  it('falls to the first facilitator when all are co-facilitators', () => {
    const plan = { ...scheduled.data, facilitators: [{ staffId: CARTER, part: 'co-facilitator' as const }] };
    given({ type: 'SessionScheduled', data: plan }, doorsOpened).when(handOver(CARTER, CARTER)).nothing();
  });

  it('does not pass to or by others', () => {
    given(...live)
      .when(handOver(SUPERVISOR))
      .rejected('not-co-facilitator');
    given(...live)
      .when(handOver(CARTER, STRANGER))
      .rejected('not-facilitator');
    given(scheduled).when(handOver(CARTER)).rejected('doors-not-open');
  });
});

describe('breaks', () => {
  const start: SessionCommandOf<'StartBreak'> = { type: 'StartBreak', by: BRANDT, at: minute(40) };
  const end: SessionCommandOf<'EndBreak'> = { type: 'EndBreak', by: CARTER, at: minute(50) };
  const over: SessionEvent = { type: 'BreakEnded', data: { by: staff(CARTER), at: minute(50) } };

  it('begin and end one at a time', () => {
    given(...live)
      .when(start)
      .then([breakStarted]);
    given(...live, breakStarted)
      .when(start)
      .rejected('break-running');
    given(...live, breakStarted)
      .when(end)
      .then([over]);
    given(...live)
      .when(end)
      .rejected('no-break-running');
    given(...live, breakStarted, over)
      .when(start)
      .then([breakStarted]);
    given(...live)
      .when({ ...start, by: STRANGER })
      .rejected('not-facilitator');
    given(...live, breakStarted)
      .when({ ...end, by: STRANGER })
      .rejected('not-facilitator');
    given(scheduled, doorsOpened).when(start).rejected('session-not-live');
  });
});

describe('observing', () => {
  const observe = (visible = true): SessionCommandOf<'StartObservation'> => ({
    type: 'StartObservation',
    staffId: SUPERVISOR,
    visible,
    at: minute(10),
  });
  const stop: SessionCommandOf<'EndObservation'> = {
    type: 'EndObservation',
    staffId: SUPERVISOR,
    at: minute(30),
  };
  const stopped: SessionEvent = { type: 'ObservationEnded', data: { staffId: SUPERVISOR, at: minute(30) } };

  it('is an event at its beginning and its end', () => {
    given(...live)
      .when(observe())
      .then([observing(SUPERVISOR)]);
    given(...live, observing(SUPERVISOR))
      .when(observe())
      .nothing();
    given(...live, observing(SUPERVISOR))
      .when(observe(false))
      .rejected('already-observing');
    given(...live, observing(SUPERVISOR))
      .when(stop)
      .then([stopped]);
    given(...live, observing(SUPERVISOR), stopped)
      .when(stop)
      .rejected('not-observing');
    given(...live, observing(SUPERVISOR), stopped)
      .when(observe())
      .then([observing(SUPERVISOR)]);
  });

  it('is neither for facilitators of this session nor for one that is not open', () => {
    given(...live)
      .when({ ...observe(), staffId: CARTER })
      .rejected('invalid');
    given(scheduled).when(observe()).rejected('doors-not-open');
    given(scheduled, cancelled).when(observe()).rejected('session-cancelled');
    given(...live, ended)
      .when(stop)
      .rejected('session-over');
  });
});
