import type { RoomDocument } from '@hearth/views';
import { darkStage } from '../facilitation/dark-stage';
import { RoomPhaseNotice } from '../facilitation/room-phase-notice';
import { useHoldsRoom } from '../offline/room-lock';
import { RoomStage } from '../room/room-stage';
import { peopleOfRoom, tilesOf } from '../room/stage-people';
import { useRoomConnection, useRoomState } from '../room/use-room';
import styles from './observation.module.css';

/** The room as an observer has it: everybody's picture and sound, and nothing of one's own. */
export const ObservedRoom = ({ room }: { readonly room: RoomDocument }) => {
  const connection = useRoomConnection(room.sessionId, true);
  const state = useRoomState(connection);
  useHoldsRoom();
  return (
    <>
      <RoomPhaseNotice connection={connection} />
      <div className={styles.stage} style={darkStage}>
        <RoomStage tiles={tilesOf(peopleOfRoom(room, state.identity), state)} audioOnly={state.audioOnly} />
      </div>
    </>
  );
};
