import {
  standardAttendancePolicy,
  type CheckIn,
  type DomainEvent,
  type PersonRef,
  type Recorded,
  type SessionEvent,
  type SessionEventOf,
} from '@hearth/domain';
import { applyRecorded, emptyDocument } from '../apply.js';
import type { Lookup, Stored, StreamView, ViewOf } from '../view.js';
import type { EventsOf, StreamCategory } from '@hearth/domain';

/** Monday 16 November 2026, 17:30 in New York: the start of the group that the stories tell of. */
export const START = Date.UTC(2026, 10, 16, 22, 30);
export const minutes = (count: number): number => START + count * 60_000;

/** Events as the store would give them back, one after the other, each recorded when it happened. */
export const recordedOf = <Event extends DomainEvent>(
  stream: string,
  events: readonly Event[],
): readonly Recorded<Event>[] =>
  events.map((event, revision) => ({
    event,
    id: `${stream}-${revision}`,
    stream,
    revision,
    recordedAt: typeof event.data['at'] === 'number' ? event.data['at'] : START,
    metadata: {
      correlationId: 'c',
      actor: { kind: 'system', id: 'story' },
      organisationId: 'org',
      schemaVersion: 1,
    },
  }));

/** Folds events into a view's document, from nothing. */
export const told = <Category extends StreamCategory, Document>(
  view: StreamView<Category, Document>,
  id: string,
  events: readonly EventsOf<Category>[],
): Stored<Document> =>
  recordedOf(`${view.category}-${id}`, events).reduce<Stored<Document>>(
    (stored, recorded) => applyRecorded(view, stored, recorded),
    emptyDocument(view, id),
  );

export const patient = (id: string): PersonRef => ({ kind: 'patient', id });
export const staff = (id: string): PersonRef => ({ kind: 'staff', id });

export const calmCheckIn: CheckIn = {
  answers: { mood: 6, anxiety: 4, sleepHours: 7, urges: 2, medication: 'taken', safeNow: 'yes' },
  location: { address: '12 Elm Street', state: 'NY' },
  callbackNumber: '+1 212 555 0100',
  emergencyContact: { name: 'Robin', phone: '+1 212 555 0101' },
  attestations: { alone: true, headphones: true, noRecording: true, notDriving: true },
};

export const scheduled: SessionEventOf<'SessionScheduled'> = {
  type: 'SessionScheduled',
  data: {
    sessionId: 's1',
    programmeId: 'p1',
    groupId: 'g1',
    title: 'Process group',
    sessionType: 'process-group',
    startsAt: START,
    endsAt: minutes(60),
    timeZone: 'America/New_York',
    capacity: 12,
    facilitators: [
      { staffId: 'maya', part: 'facilitator' },
      { staffId: 'dee', part: 'co-facilitator' },
    ],
    roster: [
      { patientId: 'ana', enrollmentId: 'e-ana' },
      { patientId: 'jo', enrollmentId: 'e-jo' },
    ],
    attendancePolicy: standardAttendancePolicy,
  },
};

/** The programme that the stories play in. */
export const programmeEstablished: EventsOf<'programme'> = {
  type: 'ProgrammeEstablished',
  data: {
    programmeId: 'p1',
    organisationId: 'org',
    title: 'Adult evening',
    timeZone: 'America/New_York',
    emergencyNumber: '911',
    rulePackId: 'base-iop',
    rulePackVersion: 1,
    at: 0,
  },
};

export const doorsOpened: SessionEvent = { type: 'DoorsOpened', data: { by: 'maya', at: minutes(-15) } };
export const started: SessionEvent = { type: 'SessionStarted', data: { by: 'maya', at: minutes(0) } };

export const checkedIn = (patientId: string, checkIn: CheckIn = calmCheckIn): SessionEvent => ({
  type: 'CheckInSubmitted',
  data: { patientId, at: minutes(-10), personal: checkIn },
});
export const waiting = (patientId: string): SessionEvent => ({
  type: 'WaitingRoomEntered',
  data: { patientId, at: minutes(-8) },
});
export const admitted = (patientId: string): SessionEvent => ({
  type: 'PatientAdmitted',
  data: { patientId, by: 'maya', at: minutes(0), overrides: [] },
});

type Presence = SessionEventOf<'ParticipantJoined'>['data'];

export const joined = (
  person: PersonRef,
  participantSid: string,
  at: number,
  more: Partial<Presence> = {},
): SessionEvent => ({
  type: 'ParticipantJoined',
  data: {
    roomSid: 'RM_1',
    participantSid,
    person,
    witness: 'livekit-webhook',
    at,
    uncertaintyMs: 0,
    hidden: false,
    ...more,
  },
});

type Leaving = SessionEventOf<'ParticipantLeft'>['data'];

export const left = (
  person: PersonRef,
  participantSid: string,
  at: number,
  more: Partial<Leaving> = {},
): SessionEvent => ({
  type: 'ParticipantLeft',
  data: {
    roomSid: 'RM_1',
    participantSid,
    person,
    witness: 'livekit-webhook',
    at,
    uncertaintyMs: 0,
    leaveReason: 'left',
    ...more,
  },
});

/** A lookup over documents held in memory, keyed `view/key`, and index members. */
export const lookupOf = (
  documents: ReadonlyMap<string, unknown>,
  indexes: ReadonlyMap<string, readonly string[]> = new Map(),
): Lookup => {
  const read = <Document>(view: ViewOf<Document>, key: string): Document | null => {
    const found = documents.get(`${view.name}/${key}`);
    return found === undefined ? null : (found as Document);
  };
  return {
    document: (view, key) => Promise.resolve(read(view, key)),
    documents: <Document>(view: ViewOf<Document>, keys: readonly string[]) =>
      Promise.resolve(
        keys.map((key) => read(view, key)).filter((each): each is Awaited<Document> => each !== null),
      ),
    members: (index) => Promise.resolve(indexes.get(index) ?? []),
    degraded: () => Promise.resolve([]),
  };
};
