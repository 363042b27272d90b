import type { PatientRoomDocument, RoomShare } from '@hearth/views';
import {
  IconDoorExit,
  IconHandOff,
  IconHandStop,
  IconLifebuoy,
  IconMessageCircle,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import type { Command } from '../api/use-command';
import { useHelp } from '../help/help-context';
import { usePreferences } from '../preferences/preferences';
import { BarButton } from './bar-button';
import { MediaButtons, MoreMenu } from './media-buttons';
import type { RoomConnection } from './room-connection';
import styles from './room.module.css';
import { ShareMenu } from './share-menu';
import { useScreenShare } from './use-screen-share';
import { useShortcuts } from './use-shortcuts';

interface PatientBarProps {
  readonly room: PatientRoomDocument;
  readonly connection: RoomConnection;
  /** Runs a command of the room; its trouble is shown above the stage. */
  readonly command: Command<[() => Promise<unknown>]>;
  readonly unread: number;
  readonly messagesOpen: boolean;
  readonly onMessages: () => void;
  readonly onLeave: () => void;
}

/** Whether this browser can capture a screen; phones cannot. */
const canShareScreen = (): boolean => typeof navigator.mediaDevices?.getDisplayMedia === 'function';

/** One tap away whatever happens. */
export const HelpButton = () => {
  const { t } = useTranslation('room');
  const help = useHelp();
  return (
    <BarButton
      icon={<IconLifebuoy aria-hidden />}
      label={t('bar.help')}
      words={t('bar.helpShort')}
      onClick={help.open}
    />
  );
};

/** Everything a patient can do in the room, always in the same place. */
export const PatientBar = (props: PatientBarProps) => {
  const { room, connection, command } = props;
  const { t } = useTranslation('room');
  const { shortcuts } = usePreferences();
  const path = `/sessions/${room.sessionId}`;
  const { run } = command;
  const hand = room.me.handRaised;
  const shareScreen = useScreenShare(room, connection, run);

  const startShare = (kind: RoomShare['kind']): void =>
    void (kind === 'screen' ? shareScreen() : run(() => api.post(`${path}/share`, { kind })));

  const keys = useMemo(() => {
    const toggleHand = (): void =>
      void run(() => (hand ? api.remove(`${path}/hand`) : api.post(`${path}/hand`)));
    return {
      m: () => void connection.toggle('microphone'),
      c: () => void connection.toggle('camera'),
      h: toggleHand,
    };
  }, [connection, hand, path, run]);
  useShortcuts(keys);

  return (
    <nav className={styles.bar} aria-label={t('bar.label')}>
      <MediaButtons connection={connection} />
      <BarButton
        icon={hand ? <IconHandOff aria-hidden /> : <IconHandStop aria-hidden />}
        label={hand ? t('bar.handDown') : t('bar.handUp')}
        words={hand ? t('bar.handDownShort') : t('bar.hand')}
        look={hand ? 'on' : undefined}
        shortcut={shortcuts ? 'H' : undefined}
        disabled={command.busy || room.status !== 'live'}
        onClick={keys.h}
      />
      <ShareMenu
        share={room.share}
        busy={command.busy}
        disabled={room.status !== 'live'}
        canShareScreen={canShareScreen()}
        onStart={startShare}
        onEnd={() => void run(() => api.remove(`${path}/share`))}
      />
      <BarButton
        icon={<IconMessageCircle aria-hidden />}
        label={t('bar.messages')}
        words={t('bar.messagesShort')}
        count={props.unread}
        aria-expanded={props.messagesOpen}
        onClick={props.onMessages}
      />
      <HelpButton />
      <MoreMenu connection={connection} />
      <BarButton
        icon={<IconDoorExit aria-hidden />}
        label={t('bar.leave')}
        words={t('bar.leaveShort')}
        look="leave"
        onClick={props.onLeave}
      />
    </nav>
  );
};
