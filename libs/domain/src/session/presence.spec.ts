import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { specificationOf } from '../testing/decider-specification.js';
import * as story from '../testing/session-story.js';
import {
  ANA,
  BEN,
  BRANDT,
  CAL,
  SESSION,
  STRANGER,
  SUPERVISOR,
  minute,
  patient,
  staff,
} from '../testing/session-story.js';
import type { SessionCommandOf } from './commands.js';
import { sessionDecider } from './decide.js';
import type { SessionEvent } from './events.js';
import { parseRoomName, participantIdentity, roomName } from './identity.js';
import {
  isObserving,
  mayEnterRoom,
  openConnections,
  peopleOf,
  personOfIdentity,
  roomEpoch,
} from './state.js';

const given = specificationOf(sessionDecider);
const { scheduled, doorsOpened, started, ended, cancelled, admitted, removed, waiting, turnedAway, sealed } =
  story;
const { joined, left, recordJoined, recordLeft, handRaised, sharing } = story;
const live = [scheduled, doorsOpened, started, admitted(ANA), admitted(BEN)] as const;
const stateAfter = (...history: readonly SessionEvent[]) => fold(sessionDecider, history);

describe('facts of presence', () => {
  it('are kept as they came, and told again change nothing', () => {
    given(...live)
      .when(recordJoined({ at: minute(1) }))
      .then([joined({ at: minute(1) })]);
    given(...live, joined({ at: minute(1) }))
      .when(recordJoined({ at: minute(1) }))
      .nothing();
    given(...live, joined({ at: minute(1) }))
      .when(recordLeft({ at: minute(9) }))
      .then([left({ at: minute(9) })]);
    given(...live, joined({ at: minute(1) }), left({ at: minute(9) }))
      .when(recordLeft({ at: minute(9) }))
      .nothing();
  });

  it('are kept from each witness', () => {
    given(...live, joined({ at: minute(1) }))
      .when(recordJoined({ at: minute(1), witness: 'client', uncertaintyMs: 500 }))
      .then([joined({ at: minute(1), witness: 'client', uncertaintyMs: 500 })]);
  });

  it('are kept before the start, after a cancellation and after the end', () => {
    given(scheduled)
      .when(recordJoined({ who: staff(BRANDT), at: 1 }))
      .then([joined({ who: staff(BRANDT), at: 1 })]);
    given(scheduled, cancelled)
      .when(recordLeft({ at: minute(1) }))
      .then([left({ at: minute(1) })]);
    given(...live, joined({ at: minute(1) }), ended)
      .when(recordLeft({ at: minute(90) }))
      .then([left({ at: minute(90) })]);
    given()
      .when(recordJoined({ at: 1 }))
      .rejected('not-found');
  });

  it('are kept beside the seal when they come after it', () => {
    const { leaveReason, ...fact } = left({ at: minute(90) }).data;
    const lateLeft: SessionEvent = {
      type: 'LateFactRecorded',
      data: { ...fact, fact: { kind: 'left', leaveReason } },
    };
    const { hidden, ...other } = joined({ at: minute(2) }).data;
    const lateJoined: SessionEvent = {
      type: 'LateFactRecorded',
      data: { ...other, fact: { kind: 'joined', hidden } },
    };
    given(...live, joined({ at: minute(1) }), ended, sealed)
      .when(recordLeft({ at: minute(90) }))
      .then([lateLeft]);
    given(...live, ended, sealed, lateLeft)
      .when(recordLeft({ at: minute(90) }))
      .nothing();
    given(...live, ended, sealed)
      .when(recordJoined({ at: minute(2) }))
      .then([lateJoined]);
  });

  it('of staff and family are kept too, but not of a patient whom nobody expects', () => {
    const relative = { kind: 'family', id: 'mother' } as const;
    given(...live)
      .when(recordJoined({ who: relative, at: 1 }))
      .then([joined({ who: relative, at: 1 })]);
    given(...live)
      .when(recordJoined({ who: staff(STRANGER), at: 1 }))
      .then([joined({ who: staff(STRANGER), at: 1 })]);
    given(...live)
      .when(recordJoined({ who: patient('patient-unknown'), at: 1 }))
      .rejected('not-on-roster');
  });

  it('let a poll or a browser take back that somebody was gone, and say it again later', () => {
    const mistaken = left({ at: minute(5), witness: 'livekit-poll' });
    const seenAgain = joined({ at: minute(6), witness: 'livekit-poll' });
    const first = joined({ at: minute(1), witness: 'livekit-poll' });
    given(...live, first, mistaken)
      .when(recordJoined({ at: minute(6), witness: 'livekit-poll' }))
      .then([seenAgain]);
    given(...live, first, mistaken)
      .when(recordJoined({ at: minute(1), witness: 'livekit-poll' }))
      .nothing();
    given(...live, first, mistaken, seenAgain)
      .when(recordLeft({ at: minute(8), witness: 'livekit-poll' }))
      .then([left({ at: minute(8), witness: 'livekit-poll' })]);
    given(...live, joined({ at: minute(1) }), left({ at: minute(5) }))
      .when(recordJoined({ at: minute(6) }))
      .nothing();
  });
});

describe('leaving with the hand up or the floor', () => {
  const goes = recordLeft({ at: minute(10), reason: 'connection-lost', uncertaintyMs: 20_000 });
  const gone = left({ at: minute(10), reason: 'connection-lost', uncertaintyMs: 20_000 });
  const handDown: SessionEvent = {
    type: 'HandLowered',
    data: { patientId: ANA, at: minute(10), by: patient(ANA) },
  };
  const floorFree: SessionEvent = {
    type: 'ShareEnded',
    data: { shareId: 'share-1', patientId: ANA, by: patient(ANA), at: minute(10) },
  };

  it('gives both up', () => {
    given(...live, joined({ at: minute(1) }), handRaised(ANA), sharing(ANA))
      .when(goes)
      .then([gone, handDown, floorFree]);
    given(...live, joined({ at: minute(1) }), sharing(BEN))
      .when(goes)
      .then([gone]);
  });

  it('keeps both while another connection is open', () => {
    const again = joined({ sid: 'PA_again', at: minute(9) });
    given(...live, joined({ at: minute(1) }), handRaised(ANA), again)
      .when(goes)
      .then([gone]);
  });

  it('gives both up when the other connection was in a room that is gone', () => {
    const old = joined({ room: 'RM_0', sid: 'PA_old', at: minute(1) });
    given(...live, old, joined({ at: minute(9) }), handRaised(ANA))
      .when(goes)
      .then([gone, handDown]);
  });

  it('does not happen for facilitators, after the end, or by an old connection that was never open', () => {
    given(...live, joined({ who: staff(BRANDT), at: 1 }), sharing(ANA))
      .when(recordLeft({ who: staff(BRANDT), at: minute(10) }))
      .then([left({ who: staff(BRANDT), at: minute(10) })]);
    given(...live, joined({ at: minute(1) }), handRaised(ANA), ended)
      .when(goes)
      .then([gone]);
    given(...live, handRaised(ANA))
      .when(goes)
      .then([gone]);
  });

  it('believes the server over the browser', () => {
    const history = [
      ...live,
      joined({ at: minute(1) }),
      joined({ at: minute(2), witness: 'client' }),
    ] as const;
    given(
      ...history,
      left({ at: minute(3), witness: 'client' }),
      joined({ at: minute(4), witness: 'client' }),
      handRaised(ANA),
    )
      .when(goes)
      .then([gone, handDown]);
    expect(openConnections(stateAfter(...history, left({ at: minute(3) })), patient(ANA))).toEqual([]);
    expect(
      openConnections(stateAfter(...history, left({ at: minute(3), witness: 'client' })), patient(ANA)),
    ).toEqual([]);
    expect(openConnections({ status: 'none' }, patient(ANA))).toEqual([]);
  });

  it('does not go back to a room that was left behind, whatever late words are said of it', () => {
    const history = [
      ...live,
      joined({ room: 'RM_0', sid: 'PA_old', at: minute(1) }),
      joined({ room: 'RM_1', sid: 'PA_new', at: minute(2) }),
      joined({ room: 'RM_0', sid: 'PA_old', at: minute(3), witness: 'client' }),
    ] as const;
    const open = openConnections(stateAfter(...history), patient(ANA));
    expect(open.map(({ participantSid }) => participantSid)).toEqual(['PA_new']);
  });
});

describe('media', () => {
  const report = (camera: boolean, microphone = true): SessionCommandOf<'ReportMedia'> => ({
    type: 'ReportMedia',
    person: patient(ANA),
    participantSid: 'PA_1',
    camera,
    microphone,
    at: minute(2),
  });
  const { type: _type, ...data } = report(true);
  const reported: SessionEvent = { type: 'MediaReported', data };

  it('is recorded when it changes, while the doors are open', () => {
    given(...live)
      .when(report(true))
      .then([reported]);
    given(...live, reported)
      .when(report(true))
      .nothing();
    given(...live, reported)
      .when(report(true, false))
      .then([{ type: 'MediaReported', data: { ...data, microphone: false } }]);
    given(scheduled).when(report(true)).rejected('doors-not-open');
    given(...live, ended)
      .when(report(true))
      .rejected('session-over');
  });
});

describe('who may enter the room', () => {
  it('lets admitted patients in while the session is live', () => {
    expect(mayEnterRoom(stateAfter(...live), patient(ANA))).toBe(true);
    expect(mayEnterRoom(stateAfter(scheduled, doorsOpened, started, waiting(ANA)), patient(ANA))).toBe(false);
    expect(
      mayEnterRoom(stateAfter(scheduled, doorsOpened, waiting(ANA), turnedAway(ANA)), patient(ANA)),
    ).toBe(false);
    expect(mayEnterRoom(stateAfter(...live, removed(ANA)), patient(ANA))).toBe(false);
    expect(mayEnterRoom(stateAfter(...live, removed(ANA)), patient(BEN))).toBe(true);
    expect(mayEnterRoom(stateAfter(...live), patient(CAL))).toBe(false);
    expect(mayEnterRoom(stateAfter(...live, ended), patient(ANA))).toBe(false);
    expect(mayEnterRoom(stateAfter(...live), { kind: 'family', id: 'mother' })).toBe(false);
  });

  it('lets facilitators in from open doors on, and observers while they observe', () => {
    expect(mayEnterRoom(stateAfter(scheduled), staff(BRANDT))).toBe(false);
    expect(mayEnterRoom(stateAfter(scheduled, doorsOpened), staff(BRANDT))).toBe(true);
    expect(mayEnterRoom(stateAfter(...live), staff(SUPERVISOR))).toBe(false);
    const watched = [...live, story.observing(SUPERVISOR)] as const;
    expect(mayEnterRoom(stateAfter(...watched), staff(SUPERVISOR))).toBe(true);
    const stopped: SessionEvent = { type: 'ObservationEnded', data: { staffId: SUPERVISOR, at: minute(20) } };
    expect(mayEnterRoom(stateAfter(...watched, stopped), staff(SUPERVISOR))).toBe(false);
    expect(isObserving({ status: 'none' }, SUPERVISOR)).toBe(false);
  });
});

describe('names in the video room', () => {
  it('gives each person another opaque identity in each session', () => {
    const ana = participantIdentity(SESSION, patient(ANA));
    expect(ana).toMatch(/^[0-9a-f-]{36}$/);
    expect(ana).toBe(participantIdentity(SESSION, patient(ANA)));
    expect(
      new Set([ana, participantIdentity('s2', patient(ANA)), participantIdentity(SESSION, staff(ANA))]).size,
    ).toBe(3);
  });

  it('finds the person behind an identity, former observers included', () => {
    const stopped: SessionEvent = { type: 'ObservationEnded', data: { staffId: SUPERVISOR, at: minute(20) } };
    const state = stateAfter(...live, story.observing(SUPERVISOR), stopped);
    expect(personOfIdentity(state, participantIdentity(SESSION, patient(CAL)))).toEqual(patient(CAL));
    expect(personOfIdentity(state, participantIdentity(SESSION, staff(SUPERVISOR)))).toEqual(
      staff(SUPERVISOR),
    );
    expect(personOfIdentity(state, participantIdentity(SESSION, staff(STRANGER)))).toBeNull();
    expect(personOfIdentity({ status: 'none' }, 'x')).toBeNull();
    expect(peopleOf({ status: 'none' })).toEqual([]);
  });

  it('keeps those who stay and those who come back in one room after a removal', () => {
    expect(roomEpoch({ status: 'none' })).toBe(0);
    expect(roomEpoch(stateAfter(...live))).toBe(0);
    expect(roomEpoch(stateAfter(...live, removed(ANA), removed(BEN)))).toBe(0);
    expect(roomName(SESSION, 2)).toBe('s1.2');
  });

  it('reads back its own room names and no others', () => {
    expect(parseRoomName(roomName('a.b', 3))).toEqual({ sessionId: 'a.b', epoch: 3 });
    for (const foreign of ['s1', '.1', 's1.', 's1.01', 's1.x', 's1.-1'])
      expect(parseRoomName(foreign)).toBeNull();
  });
});
