import type { RoomDocument } from '@hearth/views';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../shell/announcer';

interface Heard {
  readonly places: ReadonlyMap<string, string>;
  readonly hands: ReadonlySet<string>;
}

const heardOf = (room: RoomDocument): Heard => ({
  places: new Map(room.patients.map((patient) => [patient.patientId, patient.place])),
  hands: new Set(room.hands.map((hand) => hand.patientId)),
});

const told = ['waiting', 'in-room', 'dropped', 'left'];

/** Says aloud who comes, waits, drops or leaves, and who raises a hand; only what changed since the last time. */
export const useRoomVoice = (room: RoomDocument): void => {
  const { t } = useTranslation('facilitation');
  const before = useRef<Heard | null>(null);
  useEffect(() => {
    const now = heardOf(room);
    const last = before.current;
    before.current = now;
    if (last === null) return;
    for (const { patientId, displayName, place } of room.patients) {
      if (last.places.get(patientId) !== place && told.includes(place))
        announce(t(`voice.${place}`, { name: displayName }));
      if (now.hands.has(patientId) && !last.hands.has(patientId))
        announce(t('voice.hand', { name: displayName }));
    }
  }, [room, t]);
};
