import type { PatientRoomDocument } from '@hearth/views';
import { useCallback, useEffect, useRef } from 'react';
import { api } from '../api/client';
import type { RoomConnection } from './room-connection';
import { screenShareStep, type ScreenShare } from './screen-share';
import { useRoomState } from './use-room';

/**
 * Ends the screen with the share and the share with the screen, whichever ends first.
 * @param run runs a command of the room and answers whether it succeeded; its trouble is shown above the stage
 * @returns how to begin: chooses a screen, takes the floor, and gives it back if the screen cannot be shown
 */
export const useScreenShare = (
  room: PatientRoomDocument,
  connection: RoomConnection,
  run: (act: () => Promise<unknown>) => Promise<boolean>,
): (() => Promise<void>) => {
  const { screen } = useRoomState(connection);
  const onRecord = room.share?.mine === true && room.share.kind === 'screen';
  const share = useRef<ScreenShare>('none');
  const path = `/sessions/${room.sessionId}/share`;

  useEffect(() => {
    const before = share.current;
    const { next, act } = screenShareStep(before, { on: screen.on, busy: screen.busy, onRecord });
    share.current = next;
    if (act === 'take-down') void connection.setMedia('screen', false);
    // Tried again with the next change: without this the floor would stay taken.
    if (act === 'end-share') api.remove(path).catch(() => (share.current = before));
  }, [screen.on, screen.busy, onRecord, connection, path]);

  return useCallback(async () => {
    let hasFloor = false;
    const takeFloor = async (): Promise<boolean> =>
      (hasFloor = await run(() => api.post(path, { kind: 'screen' })));
    await connection.shareScreen(takeFloor);
    const wasShown = connection.state().screen.on || share.current !== 'none';
    if (hasFloor && !wasShown) await run(() => api.remove(path));
  }, [connection, path, run]);
};
