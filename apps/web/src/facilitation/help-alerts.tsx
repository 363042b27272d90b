import { Switch } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import type { RoomDocument } from '@hearth/views';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { roomNames } from '../people/room-names';
import { announce } from '../shell/announcer';
import { HelpRow } from './help-panel';
import styles from './people.module.css';
import type { SessionCommands } from './session-commands';

/** Two soft notes; made here, so that no file has to be fetched for them. */
const chime = (): void => {
  const audio = new AudioContext();
  const loudness = audio.createGain();
  loudness.gain.value = 0.08;
  loudness.connect(audio.destination);
  for (const [start, pitch] of [
    [0, 660],
    [0.18, 880],
  ] as const) {
    const note = audio.createOscillator();
    note.frequency.value = pitch;
    note.connect(loudness);
    note.start(audio.currentTime + start);
    note.stop(audio.currentTime + start + 0.15);
    note.onended = () => void (start > 0 ? audio.close() : undefined);
  }
};

/** Off unless somebody wants it: a sound in a group is heard by the group. */
export const useHelpSound = () =>
  useLocalStorage({ key: 'hearth.help-sound', defaultValue: false, getInitialValueInEffect: false });

export const HelpSoundSwitch = () => {
  const { t } = useTranslation('facilitation');
  const [sound, setSound] = useHelpSound();
  return (
    <Switch
      label={t('help.sound')}
      checked={sound}
      onChange={(event) => setSound(event.currentTarget.checked)}
      size="sm"
    />
  );
};

interface HelpAlertsProps {
  readonly room: RoomDocument;
  readonly commands: SessionCommands;
  readonly onWrite: (patientId: string) => void;
}

/** Open private requests, over everything else in the room, and said aloud once. */
export const HelpAlerts = ({ room, commands, onWrite }: HelpAlertsProps) => {
  const { t } = useTranslation('facilitation');
  const [sound] = useHelpSound();
  const told = useRef<ReadonlySet<string>>(new Set());
  const open = room.help.filter((request) => request.answered === null);

  useEffect(() => {
    const names = roomNames(room);
    const fresh = room.help.filter(
      (request) => request.answered === null && !told.current.has(request.helpId),
    );
    for (const request of fresh) announce(t('help.asks', { name: names.get(request.patientId) ?? '—' }));
    if (fresh.length > 0 && sound) chime();
    told.current = new Set(room.help.map((request) => request.helpId));
  }, [room, sound, t]);

  if (open.length === 0) return null;
  return (
    <ul className={styles.alerts} aria-label={t('help.openLabel')}>
      {open.map((request) => (
        <HelpRow key={request.helpId} request={request} room={room} commands={commands} onWrite={onWrite} />
      ))}
    </ul>
  );
};
