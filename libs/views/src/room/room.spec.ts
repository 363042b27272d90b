import { participantIdentity, type PatientAttendance, type SessionEvent } from '@hearth/domain';
import { describe, expect, it } from '@jest/globals';
import { attendanceView } from '../attendance/view.js';
import { engagementView } from '../engagement/view.js';
import { patientView, staffView } from '../profile/view.js';
import { programmeView } from '../programme/view.js';
import { sessionView } from '../session/view.js';
import {
  admitted,
  checkedIn,
  doorsOpened,
  joined,
  lookupOf,
  minutes,
  patient,
  scheduled,
  staff,
  started,
  told,
  programmeEstablished,
} from '../testing/story.js';
import type { RoomDocument } from './document.js';
import { patientRoom } from './patient-room.js';
import { roomView } from './view.js';

const named = (patientId: string, displayName: string) =>
  told(patientView, patientId, [
    {
      type: 'PatientRegistered',
      data: {
        patientId,
        programmeId: 'p1',
        simulated: false,
        at: 0,
        personal: { displayName, locale: 'en' },
      },
    },
  ]).document;

const staffNamed = (staffId: string, displayName: string) =>
  told(staffView, staffId, [
    {
      type: 'StaffRegistered',
      data: {
        ...{ staffId, programmeIds: ['p1'], role: 'therapist' as const, simulated: false, at: 0 },
        personal: { displayName, credentials: 'LCSW', locale: 'en' },
      },
    },
  ]).document;

const figure: PatientAttendance = {
  ...{ patientId: 'ana', enrollmentId: 'e-ana', segments: [], spans: [] },
  ...{ rawMs: 0, countedMs: 0, uncertaintyMs: 0, flags: ['absent'] },
};

const roomAfter = async (...events: SessionEvent[]): Promise<RoomDocument> => {
  const all = [scheduled, ...events];
  const documents = new Map<string, unknown>([
    ['session/s1', told(sessionView, 's1', all).document],
    ['attendance/s1', told(attendanceView, 's1', all).document],
    ['engagement/s1', told(engagementView, 's1', all).document],
    ['patient/ana', named('ana', 'Ana R.')],
    ['patient/jo', named('jo', 'Jordan M.')],
    ['staff/maya', staffNamed('maya', 'Maya Lindqvist')],
    ['staff/lena', staffNamed('lena', 'Lena Ortiz')],
    ['programme/p1', told(programmeView, 'p1', [programmeEstablished]).document],
  ]);
  const room = roomView.derive('s1', await roomView.gather('s1', lookupOf(documents)));
  if (room === null) throw new Error('no room was derived');
  return room;
};

const bothInside: SessionEvent[] = [
  doorsOpened,
  checkedIn('ana'),
  checkedIn('jo'),
  admitted('ana'),
  admitted('jo'),
  started,
  joined(staff('maya'), 'PA_maya', minutes(0)),
  joined(patient('ana'), 'PA_1', minutes(1)),
  joined(patient('jo'), 'PA_2', minutes(2)),
];

describe('the room', () => {
  it('shows everybody by the name they chose and by an opaque identity', async () => {
    const room = await roomAfter(...bothInside);
    expect(room.patients.map(({ displayName }) => displayName)).toEqual(['Ana R.', 'Jordan M.']);
    expect(room.patients[0]?.identity).toBe(participantIdentity('s1', patient('ana')));
    expect(room.facilitators).toMatchObject([
      { displayName: 'Maya Lindqvist', lead: true, present: true },
      { displayName: '—', lead: false, present: false },
    ]);
  });

  it('has a lane for everybody of the staff: who leads, whether they came or not, and who observed', async () => {
    const room = await roomAfter(...bothInside, joined(staff('ruth'), 'PA_ruth', minutes(5)));
    expect(
      room.staff.map(({ person, part, segments }) => [person.id, part, segments.map(({ from }) => from.at)]),
    ).toEqual([
      ['maya', 'facilitator', [minutes(0)]],
      ['dee', 'co-facilitator', []],
      ['ruth', 'observer', [minutes(5)]],
    ]);
    expect(room.staff[0]?.displayName).toBe('Maya Lindqvist');
  });

  it('names whoever made a correction, also when they were never in the session', async () => {
    const room = await roomAfter(
      ...bothInside,
      { type: 'SessionEnded', data: { by: staff('maya'), at: minutes(60) } },
      {
        type: 'AttendanceSealed',
        data: {
          ...{ by: staff('maya'), at: minutes(65), leafSecret: null },
          attendance: {
            ...{ window: { from: minutes(0), to: minutes(60) }, breaks: [], unstaffed: [] },
            patients: [figure],
          },
          seal: { hash: 'a'.repeat(64), previousHash: null, sequence: 0, keyId: 'k', signature: 's' },
        },
      },
      {
        type: 'AttendanceCorrected',
        data: {
          ...{ correctionId: 'c1', patientId: 'ana', by: 'lena', at: minutes(90), reasonDigest: null },
          ...{ before: figure, after: figure },
          evidence: { basis: 'telephone', added: [], withdrawn: [] },
          personal: { reason: 'by telephone' },
        },
      },
    );
    expect(room.corrections).toMatchObject([{ by: 'lena', byName: 'Lena Ortiz' }]);
  });

  it('is nothing before the session is scheduled', async () => {
    expect(roomView.derive('s2', await roomView.gather('s2', lookupOf(new Map())))).toBeNull();
  });
});

describe("a patient's own side of the room", () => {
  it('holds nothing that another patient has answered, written or been counted', async () => {
    const room = await roomAfter(
      ...bothInside,
      {
        type: 'MessagePosted',
        data: {
          messageId: 'm1',
          patientId: 'jo',
          from: patient('jo'),
          at: minutes(3),
          personal: { text: 'only for Maya' },
        },
      },
      { type: 'HelpRequested', data: { helpId: 'h1', patientId: 'jo', at: minutes(4) } },
    );
    const side = patientRoom(room, 'ana');
    expect(side?.me.checkIn).not.toBeNull();
    const others = JSON.stringify({ ...side, me: null });
    expect(others).not.toContain('12 Elm Street');
    expect(JSON.stringify(side)).not.toContain('only for Maya');
    expect(side?.me.openHelp).toBeNull();
    expect(others).not.toContain('"jo"');
  });

  it('does not name who else is expected before one is let in', async () => {
    const side = patientRoom(await roomAfter(doorsOpened, checkedIn('ana')), 'ana');
    expect(side?.members.map(({ displayName }) => displayName)).toEqual(['Maya Lindqvist', '—']);
  });

  it('says who leads now, also when the group was handed over', async () => {
    const parts = (room: RoomDocument) =>
      patientRoom(room, 'ana')
        ?.members.slice(0, 2)
        .map(({ part }) => part);
    expect(parts(await roomAfter(...bothInside))).toEqual(['facilitator', 'co-facilitator']);
    const handedOver: SessionEvent = {
      type: 'FacilitatorHandedOver',
      data: { from: 'maya', to: 'dee', at: minutes(10) },
    };
    expect(parts(await roomAfter(...bothInside, handedOver))).toEqual(['co-facilitator', 'facilitator']);
  });

  it('shows the order of hands to everybody', async () => {
    const room = await roomAfter(
      ...bothInside,
      { type: 'HandRaised', data: { patientId: 'jo', at: minutes(5) } },
      { type: 'HandRaised', data: { patientId: 'ana', at: minutes(6) } },
    );
    expect(patientRoom(room, 'ana')?.me.handPlace).toBe(2);
    expect(patientRoom(room, 'jo')?.me.handPlace).toBe(1);
  });

  it('is nothing for somebody who is not on the roster', async () => {
    expect(patientRoom(await roomAfter(), 'stranger')).toBeNull();
  });
});
