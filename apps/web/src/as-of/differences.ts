import {
  runningMs,
  type AsOfAnswer,
  type BoardDocument,
  type RoomDocument,
  type RunningMinutes,
} from '@hearth/views';

/** Somebody about whom we now know something else about a moment than we did then. */
export interface Difference {
  readonly id: string;
  readonly name: string;
  readonly thenPlace: string | null;
  readonly nowPlace: string;
  readonly thenMs: number;
  readonly nowMs: number;
}

interface Seen {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly counted: RunningMinutes;
}

const differing = (then: readonly Seen[], now: readonly Seen[], at: number): readonly Difference[] =>
  now.flatMap(({ id, name, place, counted }) => {
    const before = then.find((one) => one.id === id);
    const thenMs = before === undefined ? 0 : runningMs(before.counted, at);
    const nowMs = runningMs(counted, at);
    const isSame = before?.place === place && Math.abs(nowMs - thenMs) < 1_000;
    return isSame ? [] : [{ id, name, thenPlace: before?.place ?? null, nowPlace: place, thenMs, nowMs }];
  });

const inRoom = (room: RoomDocument | null): readonly Seen[] =>
  (room?.patients ?? []).map(({ patientId, displayName, place, attendance }) => ({
    id: patientId,
    name: displayName,
    place,
    counted: attendance.counted,
  }));

/** How a session looked then, against how we now know it to have been. */
export const roomDifferences = ({ at, then, now }: AsOfAnswer<RoomDocument>): readonly Difference[] =>
  differing(inRoom(then), inRoom(now), at);

const onBoard = (board: BoardDocument | null): readonly Seen[] =>
  (board?.sessions ?? []).flatMap((session) =>
    session.patients.map(({ patientId, displayName, place, counted }) => ({
      id: `${session.sessionId}/${patientId}`,
      name: displayName,
      place,
      counted,
    })),
  );

/** The same of a whole day. */
export const boardDifferences = ({ at, then, now }: AsOfAnswer<BoardDocument>): readonly Difference[] =>
  differing(onBoard(then), onBoard(now), at);
