import { enrollmentView } from '../enrollment/view.js';
import { roomsOfDay, roomView } from '../room/view.js';
import { gatherRules } from '../rule-pack/gather.js';
import { openSignals, safetyView } from '../safety/view.js';
import { sessionView } from '../session/view.js';
import type { DerivedView, Lookup } from '../view.js';
import { deriveBoard, type BoardParts } from './derive.js';
import type { BoardDocument } from './document.js';

const gather = async (key: string, lookup: Lookup): Promise<BoardParts> => {
  const slash = key.lastIndexOf('/');
  const programmeId = key.slice(0, slash);
  const rooms = await lookup.documents(
    roomView,
    await lookup.members(roomsOfDay(programmeId, key.slice(slash + 1))),
  );
  const enrollmentIds = [
    ...new Set(rooms.flatMap(({ patients }) => patients.map(({ enrollmentId }) => enrollmentId))),
  ];
  const [decided, enrollments, safety, degraded] = await Promise.all([
    gatherRules(programmeId, lookup),
    lookup.documents(enrollmentView, enrollmentIds),
    lookup.members(openSignals(programmeId)).then((keys) => lookup.documents(safetyView, keys)),
    lookup.degraded(
      sessionView,
      rooms.map(({ sessionId }) => sessionId),
    ),
  ]);
  const signals = safety.flatMap(({ signal }) => (signal === null ? [] : [signal]));
  return { ...decided, rooms, enrollments, signals, degraded };
};

export const boardsOfProgramme = (programmeId: string): string => `boards-of-programme:${programmeId}`;

export const boardView: DerivedView<BoardDocument, BoardParts> = {
  kind: 'derived',
  name: 'board',
  version: 5,
  gather,
  derive: deriveBoard,
  indexes: ({ programmeId }) => [boardsOfProgramme(programmeId)],
  dependents: () => [],
};
