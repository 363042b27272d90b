import { describe, expect, it } from '@jest/globals';
import {
  admitted,
  calmCheckIn,
  checkedIn,
  doorsOpened,
  joined,
  left,
  minutes,
  patient,
  recordedOf,
  scheduled,
  staff,
  started,
  told,
  waiting,
} from '../testing/story.js';
import { applyRecorded, emptyDocument, RevisionGap } from '../apply.js';
import { openSessions, sessionView } from './view.js';
import type { SessionEvent } from '@hearth/domain';

const story = (...events: SessionEvent[]) => told(sessionView, 's1', [scheduled, ...events]).document;
const place = (document: ReturnType<typeof story>, patientId: string) =>
  document.patients.find((each) => each.patientId === patientId)?.place;

const inTheRoom: SessionEvent[] = [
  doorsOpened,
  checkedIn('ana'),
  waiting('ana'),
  admitted('ana'),
  started,
  joined(staff('maya'), 'PA_maya', minutes(0)),
  joined(patient('ana'), 'PA_1', minutes(1)),
];

describe('the session view', () => {
  it('follows a patient from the waiting room into the group', () => {
    expect(place(story(doorsOpened, checkedIn('ana')), 'ana')).toBe('expected');
    expect(place(story(doorsOpened, checkedIn('ana'), waiting('ana')), 'ana')).toBe('waiting');
    expect(place(story(doorsOpened, waiting('ana'), admitted('ana')), 'ana')).toBe('admitted');
    expect(place(story(...inTheRoom), 'ana')).toBe('in-room');
  });

  it('says what a check-in lacks, and that an unsafe answer comes first', () => {
    const unsafe = {
      ...calmCheckIn,
      location: undefined,
      answers: { ...calmCheckIn.answers, safeNow: 'no' as const },
    };
    const [ana] = story(checkedIn('ana', unsafe)).patients;
    expect(ana?.missing).toEqual(['location', 'safety']);
    expect(story(checkedIn('ana')).patients[0]?.missing).toEqual([]);
  });

  it('keeps nothing readable of a check-in whose key is gone', () => {
    const gone: SessionEvent = {
      type: 'CheckInSubmitted',
      data: { patientId: 'ana', at: START_OF_DAY, personal: 'redacted' },
    };
    const [ana] = story(gone).patients;
    expect(ana?.checkIn).toMatchObject({ answers: null, location: null, emergencyContact: null });
    expect(ana?.missing).toContain('check-in');
  });

  it('shows a lost connection as dropped and a goodbye as left', () => {
    const lost = left(patient('ana'), 'PA_1', minutes(5), {
      leaveReason: 'connection-lost',
      uncertaintyMs: 20_000,
    });
    expect(place(story(...inTheRoom, lost), 'ana')).toBe('dropped');
    expect(place(story(...inTheRoom, left(patient('ana'), 'PA_1', minutes(5))), 'ana')).toBe('left');
  });

  it('keeps a patient in the room when the left of the old connection comes after the new joined', () => {
    const document = story(
      ...inTheRoom,
      joined(patient('ana'), 'PA_2', minutes(6)),
      left(patient('ana'), 'PA_1', minutes(5), { leaveReason: 'replaced-by-own-device' }),
    );
    expect(place(document, 'ana')).toBe('in-room');
  });

  it('takes back what only the silence of a browser said', () => {
    const silent = left(patient('ana'), 'PA_1', minutes(5), {
      witness: 'client',
      leaveReason: 'connection-lost',
    });
    expect(place(story(...inTheRoom, silent), 'ana')).toBe('dropped');
    const back = joined(patient('ana'), 'PA_1', minutes(6), { witness: 'livekit-poll' });
    expect(place(story(...inTheRoom, silent, back), 'ana')).toBe('in-room');
  });

  it('does not reopen a connection that LiveKit has ended', () => {
    const over = left(patient('ana'), 'PA_1', minutes(5));
    const late = joined(patient('ana'), 'PA_1', minutes(1), { witness: 'livekit-poll' });
    expect(place(story(...inTheRoom, over, late), 'ana')).toBe('left');
  });

  it('counts no hidden participant as present', () => {
    expect(story(started, joined(staff('maya'), 'PA_h', minutes(1), { hidden: true })).unstaffedSince).toBe(
      minutes(0),
    );
  });

  it('knows since when a live session has no facilitator', () => {
    expect(story(...inTheRoom).unstaffedSince).toBeNull();
    const alone = story(...inTheRoom, left(staff('maya'), 'PA_maya', minutes(7)));
    expect(alone.unstaffedSince).toBe(minutes(7));
    const helped = story(
      ...inTheRoom,
      left(staff('maya'), 'PA_maya', minutes(7)),
      joined(staff('dee'), 'PA_dee', minutes(8)),
    );
    expect(helped.unstaffedSince).toBeNull();
  });

  it('clears hands, share and waiting room when the session ends', () => {
    const document = story(
      ...inTheRoom,
      waiting('jo'),
      { type: 'HandRaised', data: { patientId: 'ana', at: minutes(9) } },
      {
        type: 'ShareStarted',
        data: { shareId: 'sh', patientId: 'ana', kind: 'voice', by: patient('ana'), at: minutes(10) },
      },
      { type: 'SessionEnded', data: { by: { kind: 'staff', id: 'maya' }, at: minutes(60) } },
    );
    expect(document).toMatchObject({ status: 'ended', hands: [], share: null, unstaffedSince: null });
    expect([place(document, 'ana'), place(document, 'jo')]).toEqual(['left', 'expected']);
  });

  it('is among the open sessions from open doors until the seal', () => {
    expect(sessionView.indexes(story())).not.toContain(openSessions);
    expect(sessionView.indexes(story(doorsOpened))).toContain(openSessions);
  });

  it('changes nothing when the same event comes twice', () => {
    const events = recordedOf('session-s1', [scheduled, ...inTheRoom]);
    const once = events.reduce(
      (stored, each) => applyRecorded(sessionView, stored, each),
      emptyDocument(sessionView, 's1'),
    );
    const twice = events.reduce((stored, each) => applyRecorded(sessionView, stored, each), once);
    expect(twice).toBe(once);
  });

  it('refuses to fold over a hole', () => {
    const third = recordedOf('session-s1', [scheduled, doorsOpened, started])[2];
    expect(third).toBeDefined();
    if (third === undefined) return;
    expect(() => applyRecorded(sessionView, emptyDocument(sessionView, 's1'), third)).toThrow(RevisionGap);
  });
});

const START_OF_DAY = minutes(-300);
