import type { RoomDocument } from '@hearth/views';
import { Button, Stack, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { LiveStatus } from '../live/live-status';
import { WithLive } from '../live/with-live';
import { roomNames } from '../people/room-names';
import { StatusTag } from '../people/status-tag';
import { SafetyStrip } from '../safety/safety-strip';
import { EmptyState } from '../shell/empty-state';
import { useHoldsRoom } from '../offline/room-lock';
import { OfflineBanner } from '../shell/offline-banner';
import { Screen } from '../shell/screen';
import { SettingsButton } from '../shell/settings-button';
import { SkipLink } from '../shell/skip-link';
import { StaleNotice } from '../staleness/stale-notice';
import styles from './facilitation.module.css';
import { LiveRoom } from './live-room';
import { Lobby } from './lobby';
import { RoomFacts } from './room-facts';
import { SessionBar } from './session-bar';
import { sessionCommands, type SessionCommands } from './session-commands';

const Over = ({ room }: { readonly room: RoomDocument }) => {
  const { t } = useTranslation('facilitation');
  if (room.status === 'cancelled')
    return <EmptyState title={t('over.cancelled')}>{t('over.cancelledWords')}</EmptyState>;
  return (
    <Stack align="flex-start">
      <Text>{t(room.status === 'sealed' ? 'over.sealed' : 'over.ended')}</Text>
      <Button
        renderRoot={(props) => (
          <Link to="/sessions/$sessionId/attendance" params={{ sessionId: room.sessionId }} {...props} />
        )}
      >
        {t('over.review')}
      </Button>
    </Stack>
  );
};

interface BodyProps {
  readonly room: RoomDocument;
  readonly commands: SessionCommands;
}

const Body = ({ room, commands }: BodyProps) => {
  const [conversation, setConversation] = useState<string | null>(null);
  const parts = { room, commands, conversation, onConversation: setConversation };
  switch (room.status) {
    case 'scheduled':
    case 'doors-open':
      return <Lobby {...parts} />;
    case 'live':
      return <LiveRoom {...parts} />;
    case 'ended':
    case 'sealed':
    case 'cancelled':
      return <Over room={room} />;
    default:
      return room.status satisfies never;
  }
};

const Session = ({ room }: { readonly room: RoomDocument }) => {
  const { t } = useTranslation('facilitation');
  const format = useFormat();
  const commands = useMemo(() => sessionCommands(room.sessionId), [room.sessionId]);
  return (
    <Screen
      title={room.title}
      aside={
        <div className={styles.aside}>
          <StatusTag status={room.status} />
          <Text className="tabular">
            {t('when', {
              from: format.time(room.startsAt, room.timeZone),
              to: format.time(room.endsAt, room.timeZone),
              zone: format.zone(room.startsAt, room.timeZone),
            })}
          </Text>
          {room.status === 'live' && (
            <>
              <RoomFacts room={room} />
              <SessionBar room={room} commands={commands} breaks />
            </>
          )}
        </div>
      }
    >
      <StaleNotice timeZone={room.timeZone} />
      <SafetyStrip signals={room.signals} names={roomNames(room)} timeZone={room.timeZone} />
      <Body room={room} commands={commands} />
    </Screen>
  );
};

/** One session from its therapist's side: before, during and after. It fills the screen. */
export const FacilitationScreen = () => {
  const { t } = useTranslation(['facilitation', 'shell']);
  const { sessionId = '' } = useParams({ strict: false });
  const entry = useLiveView('room', sessionId);
  const live = entry.state === 'ready' && entry.document.status === 'live';
  useHoldsRoom();
  return (
    <div className={styles.frame} data-density="staff" data-live={live || undefined}>
      <SkipLink />
      <OfflineBanner />
      <header className={styles.header}>
        <Link to="/sessions" className={styles.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t('back')}
        </Link>
        <span className={styles.push} />
        <LiveStatus />
        <SettingsButton />
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <WithLive view="room" viewKey={sessionId} entry={entry} title={t('shell:session')}>
          {(room) => <Session room={room} />}
        </WithLive>
      </main>
    </div>
  );
};
