import type { RoomDocument } from '@hearth/views';
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconClockHour4, IconDoor, IconInfoCircle, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { useServerNow } from '../live/server-now';
import { HelpAlerts } from './help-alerts';
import { doorsAt } from './doors';
import styles from './facilitation.module.css';
import { MessagesPanel } from './messages-panel';
import { PeoplePanel } from './people-panel';
import { SessionBar } from './session-bar';
import type { SessionCommands } from './session-commands';

interface LobbyProps {
  readonly room: RoomDocument;
  readonly commands: SessionCommands;
  readonly conversation: string | null;
  readonly onConversation: (patientId: string) => void;
}

const Doors = ({ room, commands }: Pick<LobbyProps, 'room' | 'commands'>) => {
  const { t } = useTranslation('facilitation');
  const format = useFormat();
  const opening = useCommand(() => commands.openDoors());
  const starting = useCommand(() => commands.start());
  const doors = doorsAt(room, useServerNow(1_000));
  switch (doors.kind) {
    case 'too-early':
      return (
        <Group gap="sm" data-doors="too-early">
          <IconClockHour4 aria-hidden />
          <Text>{t('doors.tooEarly', { time: format.time(doors.opensAt, room.timeZone) })}</Text>
        </Group>
      );
    case 'may-open':
      return (
        <>
          <Group gap="md">
            <Button
              leftSection={<IconDoor size={20} aria-hidden />}
              loading={opening.busy}
              onClick={() => void opening.run()}
            >
              {t('doors.open')}
            </Button>
            <Text c="dimmed">{t('doors.openWords')}</Text>
          </Group>
          <TroubleNotice trouble={opening.trouble} />
        </>
      );
    case 'open':
      return (
        <>
          <Group gap="md">
            <Button
              leftSection={<IconPlayerPlay size={20} aria-hidden />}
              loading={starting.busy}
              onClick={() => void starting.run()}
            >
              {t('doors.start')}
            </Button>
            <Text c="dimmed">{t('doors.startWords')}</Text>
          </Group>
          <TroubleNotice trouble={starting.trouble} />
        </>
      );
    case 'over':
      return null;
    default:
      return doors satisfies never;
  }
};

/** Before the group: the doors, who is expected, what they answered, and the waiting room. */
export const Lobby = ({ room, commands, conversation, onConversation }: LobbyProps) => {
  const { t } = useTranslation('facilitation');
  const open = room.status === 'doors-open';
  return (
    <div className={styles.lobby}>
      <section className={styles.doors} aria-label={t('doors.label')}>
        <Doors room={room} commands={commands} />
        {open && <SessionBar room={room} commands={commands} breaks={false} />}
      </section>
      <Alert variant="light" icon={<IconInfoCircle aria-hidden />}>
        {t('lobby.media')}
      </Alert>
      <HelpAlerts room={room} commands={commands} onWrite={onConversation} />
      <div className={styles.lobbyColumns}>
        <section aria-labelledby="lobby-people">
          <h2 id="lobby-people" className={styles.heading}>
            {open ? t('people.waitingRoom') : t('people.label')}
          </h2>
          <PeoplePanel room={room} commands={commands} />
        </section>
        {open && (
          <section aria-labelledby="lobby-messages">
            <h2 id="lobby-messages" className={styles.heading}>
              {t('tab.messages')}
            </h2>
            <MessagesPanel room={room} commands={commands} chosen={conversation} onChoose={onConversation} />
          </section>
        )}
      </div>
    </div>
  );
};
