import type { PatientRoomDocument } from '@hearth/views';
import { Button, Group, Modal, Text } from '@mantine/core';
import { IconCoffee, IconEye, IconLifebuoy, IconUserOff, IconVideoOff } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useHelpReaches } from '../help/help-context';
import { useLiveView } from '../live/live-context';
import { LiveStatus } from '../live/live-status';
import { useRunningMinutes } from '../live/running-minutes';
import { useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { useHoldsRoom } from '../offline/room-lock';
import { OfflineBanner } from '../shell/offline-banner';
import { Screen } from '../shell/screen';
import { SkipLink } from '../shell/skip-link';
import { useDarkPage } from '../theme/use-dark-page';
import { HoldCard, isHeld } from './hold-card';
import { MessagesPanel } from './messages-panel';
import { HelpButton, PatientBar } from './patient-bar';
import { isOutside, PatientPhase, standstillOf } from './patient-phase';
import { Banner, RoomBanners } from './room-banners';
import { RoomStage } from './room-stage';
import styles from './room.module.css';
import { peopleOfPatient, tilesOf } from './stage-people';
import { useRoomAnnouncements } from './use-room-announcements';
import { useRoomConnection, useRoomState } from './use-room';

/** States in which nobody may be in the video room, whatever the connection says. */
const isOver = (room: PatientRoomDocument): boolean =>
  room.me.removed !== null ||
  room.me.turnedAway !== null ||
  !['scheduled', 'doors-open', 'live'].includes(room.status);

/** Nobody leads: a line of it at first, the card when it lasts. */
const Unled = ({ room }: { readonly room: PatientRoomDocument }) => {
  const { t } = useTranslation('room');
  if (isHeld(room, useServerNow(1_000))) return <HoldCard />;
  return <Banner icon={<IconUserOff size={20} />}>{t('banner.unstaffed')}</Banner>;
};

const SessionBanners = ({ room }: { readonly room: PatientRoomDocument }) => {
  const { t } = useTranslation('room');
  const observers = room.members.filter((member) => member.part === 'observer' && member.inRoom);
  return (
    <>
      {room.me.openHelp !== null && (
        <Banner icon={<IconLifebuoy size={20} />} calm>
          {t('banner.helpAsked')}
        </Banner>
      )}
      {room.breakSince !== null && (
        <Banner icon={<IconCoffee size={20} />} calm>
          {t('banner.break')}
        </Banner>
      )}
      {room.breakSince === null && room.unstaffedSince !== null && <Unled room={room} />}
      {observers.map((observer) => (
        <Banner key={observer.identity} icon={<IconEye size={20} />} calm>
          {t('banner.observed', { name: observer.displayName })}
        </Banner>
      ))}
    </>
  );
};

const Facts = ({ room }: { readonly room: PatientRoomDocument }) => {
  const { t } = useTranslation('room');
  const minutes = useRunningMinutes(room.me.counted);
  return (
    <div className={styles.facts}>
      <span className={styles.fact}>{t('counted', { count: minutes })}</span>
      <span className={styles.fact}>
        <IconVideoOff size={16} aria-hidden />
        {t('notRecorded')}
      </span>
      <LiveStatus />
    </div>
  );
};

const PatientRoom = ({ room }: { readonly room: PatientRoomDocument }) => {
  const { t } = useTranslation('room');
  const navigate = useNavigate();
  const { sessionId } = room;
  const over = isOver(room);
  const mayBeIn = !over && !isOutside(room);
  const connection = useRoomConnection(sessionId, mayBeIn);
  const state = useRoomState(connection);
  const people = useMemo(() => peopleOfPatient(room), [room]);
  const tiles = useMemo(() => tilesOf(people, state), [people, state]);
  const command = useCommand((act: () => Promise<unknown>) => act());
  const [leaving, setLeaving] = useState(false);
  const [messagesOpen, setMessagesOpen] = useState(false);
  const received = room.me.messages.filter((message) => message.from.id !== room.me.patientId).length;
  const [read, setRead] = useState(received);
  if (messagesOpen && read !== received) setRead(received);
  useHelpReaches(over || room.status === 'scheduled' ? null : sessionId);
  useRoomAnnouncements(people);
  useDarkPage();
  useHoldsRoom();
  const standstill = standstillOf(room, state.phase, state.wasInRoom);

  useEffect(() => {
    // A link to the room of a session that is long over leads to what it came to.
    if (room.status === 'sealed') void navigate({ to: '/session/$sessionId/after', params: { sessionId } });
  }, [room.status, navigate, sessionId]);

  const leave = (): void => {
    setLeaving(false);
    connection.stop();
    void navigate({ to: '/session/$sessionId/after', params: { sessionId } });
  };

  return (
    <div className={styles.room} data-density="patient">
      <SkipLink />
      <header className={styles.top}>
        <Screen title={room.title}>{null}</Screen>
        <Facts room={room} />
      </header>
      <div className={styles.banners}>
        <OfflineBanner />
        {standstill === null && <RoomBanners connection={connection} />}
        {mayBeIn && <SessionBanners room={room} />}
        <TroubleNotice trouble={command.trouble} />
      </div>
      <main id="main" tabIndex={-1} className={styles.middle}>
        {standstill === null ? (
          <RoomStage tiles={tiles} audioOnly={state.audioOnly} />
        ) : (
          <PatientPhase standstill={standstill} sessionId={sessionId} connection={connection} />
        )}
        {messagesOpen && (
          <MessagesPanel
            messages={room.me.messages}
            ownId={room.me.patientId}
            timeZone={room.timeZone}
            onSend={(text) => api.post(`/sessions/${sessionId}/messages`, { text })}
            onClose={() => setMessagesOpen(false)}
          />
        )}
      </main>
      {!mayBeIn ? (
        <nav className={styles.bar} aria-label={t('bar.label')}>
          <HelpButton />
        </nav>
      ) : (
        <PatientBar
          room={room}
          connection={connection}
          command={command}
          unread={received - read}
          messagesOpen={messagesOpen}
          onMessages={() => setMessagesOpen((open) => !open)}
          onLeave={() => setLeaving(true)}
        />
      )}
      <Modal
        opened={leaving}
        onClose={() => setLeaving(false)}
        title={t('leave.title')}
        closeButtonProps={{ 'aria-label': t('leave.stay') }}
      >
        <Text mb="md">{t('leave.words')}</Text>
        <Group>
          <Button onClick={leave}>{t('leave.go')}</Button>
          <Button variant="default" onClick={() => setLeaving(false)}>
            {t('leave.stay')}
          </Button>
        </Group>
      </Modal>
    </div>
  );
};

/** The room of a session, as one of its patients is in it. */
export const PatientRoomScreen = () => {
  const { t } = useTranslation('shell');
  const { sessionId } = useParams({ from: '/session/$sessionId/room' });
  const entry = useLiveView('patient-room', sessionId);
  return (
    <WithLive view="patient-room" viewKey={sessionId} entry={entry} title={t('session')}>
      {(room) => <PatientRoom room={room} />}
    </WithLive>
  );
};
