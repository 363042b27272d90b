import type { RoomDocument } from '@hearth/views';
import { useState } from 'react';
import { useMe } from '../access/me';
import { MediaButtons, MoreMenu } from '../room/media-buttons';
import { RoomStage } from '../room/room-stage';
import { peopleOfRoom, tilesOf } from '../room/stage-people';
import { useRoomConnection, useRoomState } from '../room/use-room';
import { darkStage } from './dark-stage';
import styles from './facilitation.module.css';
import { HelpAlerts } from './help-alerts';
import { RoomPanel, type PanelTab } from './room-panel';
import { RoomPhaseNotice } from './room-phase-notice';
import type { SessionCommands } from './session-commands';
import { speakingReporter } from './speaking-reporter';
import { useRoomVoice } from './use-room-voice';
import { useSpeakingReport } from './use-speaking-report';

interface LiveRoomProps {
  readonly room: RoomDocument;
  readonly commands: SessionCommands;
  readonly conversation: string | null;
  readonly onConversation: (patientId: string) => void;
}

/** The running hour: everybody's picture, and beside it everything a facilitator needs without leaving the room. */
export const LiveRoom = ({ room, commands, conversation, onConversation }: LiveRoomProps) => {
  const { person } = useMe();
  const [tab, setTab] = useState<PanelTab>('people');
  const facilitates = room.facilitators.some((facilitator) => facilitator.person.id === person.id);
  const connection = useRoomConnection(room.sessionId, facilitates);
  const state = useRoomState(connection);
  useSpeakingReport(connection, commands, facilitates && speakingReporter(room) === person.id);
  useRoomVoice(room);
  const own =
    state.identity ?? room.facilitators.find((each) => each.person.id === person.id)?.identity ?? null;
  const write = (patientId: string): void => {
    onConversation(patientId);
    setTab('messages');
  };
  return (
    <div className={styles.live}>
      <div className={styles.alerts}>
        <HelpAlerts room={room} commands={commands} onWrite={write} />
        {facilitates && <RoomPhaseNotice connection={connection} />}
      </div>
      <div className={styles.middle}>
        <div className={styles.stage} style={darkStage}>
          <RoomStage tiles={tilesOf(peopleOfRoom(room, own), state)} audioOnly={state.audioOnly} />
          {facilitates && (
            <div className={styles.bar}>
              <MediaButtons connection={connection} />
              <MoreMenu connection={connection} />
            </div>
          )}
        </div>
        <RoomPanel
          room={room}
          commands={commands}
          tab={tab}
          onTab={setTab}
          conversation={conversation}
          onConversation={onConversation}
        />
      </div>
    </div>
  );
};
