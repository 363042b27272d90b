import type { RoomDocument } from '@hearth/views';
import { Text } from '@mantine/core';
import { IconCoffee, IconEye, IconUserQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { useFormat } from '../i18n/format';
import { MediaButtons, MoreMenu } from '../room/media-buttons';
import { RoomStage } from '../room/room-stage';
import { peopleOfRoom, tilesOf } from '../room/stage-people';
import { useRoomConnection, useRoomState } from '../room/use-room';
import { Tag } from '../tag/tag';
import { darkStage } from './dark-stage';
import styles from './facilitation.module.css';
import { HelpAlerts } from './help-alerts';
import { RoomPanel, type PanelTab } from './room-panel';
import { RoomPhaseNotice } from './room-phase-notice';
import { SessionBar } from './session-bar';
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

const Facts = ({ room }: { readonly room: RoomDocument }) => {
  const { t } = useTranslation('facilitation');
  const format = useFormat();
  const lead = room.facilitators.find((facilitator) => facilitator.lead);
  return (
    <div className={styles.facts}>
      {lead !== undefined && <Text size="sm">{t('lead', { name: lead.displayName })}</Text>}
      {room.breakSince !== null && (
        <Tag tone="look" icon={<IconCoffee />}>
          {t('break.since', { time: format.time(room.breakSince, room.timeZone) })}
        </Tag>
      )}
      {room.unstaffedSince !== null && (
        <Tag tone="look" icon={<IconUserQuestion />}>
          {t('unstaffedSince', { time: format.clock(room.unstaffedSince, room.timeZone) })}
        </Tag>
      )}
      {room.observers.map((observer) => (
        <Tag key={observer.person.id} icon={<IconEye />}>
          {t('observedBy', { name: observer.displayName })}
        </Tag>
      ))}
    </div>
  );
};

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
      <div className={styles.top}>
        <Facts room={room} />
        <SessionBar room={room} commands={commands} breaks />
      </div>
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
