import { localDate } from '@hearth/domain';
import { attendanceView } from '../attendance/view.js';
import { calendarOfSession } from '../calendar/week-key.js';
import { engagementView } from '../engagement/view.js';
import { groupView } from '../group/view.js';
import { absencesOfSession, outreachView } from '../outreach/view.js';
import { patientView, staffView } from '../profile/view.js';
import { programmeView } from '../programme/view.js';
import { safetyView, signalsOfSession } from '../safety/view.js';
import { sessionView } from '../session/view.js';
import type { DerivedView, Lookup, ViewKey } from '../view.js';
import { deriveRoom, type RoomParts } from './derive.js';
import type { RoomDocument, SignalSummary } from './document.js';

const signalsIn = async (sessionId: string, lookup: Lookup): Promise<readonly SignalSummary[]> => {
  const documents = await lookup.documents(safetyView, await lookup.members(signalsOfSession(sessionId)));
  return documents.flatMap(({ signal }) => (signal === null ? [] : [signal]));
};

const gather = async (sessionId: string, lookup: Lookup): Promise<RoomParts> => {
  const [session, attendance] = await Promise.all([
    lookup.document(sessionView, sessionId),
    lookup.document(attendanceView, sessionId),
  ]);
  const present = [session?.facilitators, session?.observers, attendance?.staff];
  const staffIds = new Set(present.flatMap((people) => people?.map(({ staffId }) => staffId) ?? []));
  for (const { by } of attendance?.corrections ?? []) staffIds.add(by);
  const [engagement, patients, staff, group, programme, signals, outreach] = await Promise.all([
    lookup.document(engagementView, sessionId),
    lookup.documents(patientView, session?.patients.map(({ patientId }) => patientId) ?? []),
    lookup.documents(staffView, [...staffIds]),
    session?.plan?.groupId == null ? null : lookup.document(groupView, session.plan.groupId),
    session?.plan == null ? null : lookup.document(programmeView, session.plan.programmeId),
    signalsIn(sessionId, lookup),
    // Mostly nobody: then there is nothing more to be read.
    lookup.members(absencesOfSession(sessionId)).then((keys) => lookup.documents(outreachView, keys)),
  ]);
  return { session, attendance, engagement, patients, staff, group, programme, signals, outreach };
};

export const roomsOfDay = (programmeId: string, day: string): string => `rooms-of-day:${programmeId}/${day}`;

const dayOf = (room: RoomDocument): string => localDate(room.startsAt, room.timeZone);

/** What a calendar shows of a session: all that is planned, and nothing that happens in it. */
const plannedOf = (room: RoomDocument): string =>
  JSON.stringify([
    ...[room.title, room.sessionType, room.startsAt, room.endsAt, room.capacity, room.status],
    room.facilitators.map(({ person, displayName }) => [person.id, displayName]),
    room.patients.map(({ patientId, displayName }) => [patientId, displayName]),
  ]);

const calendarsOf = (room: RoomDocument, previous: RoomDocument | null): readonly ViewKey[] =>
  previous !== null && plannedOf(room) === plannedOf(previous)
    ? []
    : [calendarOfSession(room), ...(previous === null ? [] : [calendarOfSession(previous)])];

export const roomView: DerivedView<RoomDocument, RoomParts> = {
  kind: 'derived',
  name: 'room',
  version: 6,
  gather,
  derive: deriveRoom,
  indexes: (room) => [roomsOfDay(room.programmeId, dayOf(room))],
  // A session that was moved to another day leaves the board of its first one.
  dependents: (room, previous) => [
    ...[...new Set([dayOf(room), dayOf(previous ?? room)])].map((day) => ({
      view: 'board',
      key: `${room.programmeId}/${day}`,
    })),
    { view: 'outline', key: room.sessionId },
    ...calendarsOf(room, previous),
  ],
};
