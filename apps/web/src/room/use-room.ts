import type { RoomToken } from '@hearth/contracts';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../api/client';
import { useLive } from '../live/live-context';
import type { LiveStore } from '../live/live-store';
import { preferences } from '../preferences/preferences';
import { RoomConnection } from './room-connection';
import type { RoomState } from './room-state';

const connectionOf = (sessionId: string, live: LiveStore): RoomConnection =>
  new RoomConnection({
    fetchToken: () => api.post<RoomToken>(`/sessions/${sessionId}/token`),
    createRoom: async (events) => {
      const { LiveKitRoom } = await import('./livekit-room');
      return new LiveKitRoom(events);
    },
    heartbeat: (message) => live.heartbeat({ sessionId, ...message }),
    presence: (state) => live.presence(sessionId, state),
    reportMedia: (report) => api.post(`/sessions/${sessionId}/media`, report),
    monotonic: () => performance.now(),
    random: Math.random,
  });

/**
 * The caller's own connection to a session's room: goes in when `enabled` becomes true, with the devices that were
 * chosen, and leaves when the component goes away.
 */
export const useRoomConnection = (sessionId: string, enabled: boolean): RoomConnection => {
  const live = useLive();
  const [made, setMade] = useState(() => ({ sessionId, connection: connectionOf(sessionId, live) }));
  const current =
    made.sessionId === sessionId ? made : { sessionId, connection: connectionOf(sessionId, live) };
  if (current !== made) setMade(current);
  const { connection } = current;

  useEffect(() => {
    if (!enabled) return undefined;
    const { cameraOn, microphoneOn, audioOnly } = preferences();
    connection.start({ camera: cameraOn, microphone: microphoneOn, audioOnly });
    const onOnline = (): void => {
      const { name } = connection.state().phase;
      if (name === 'network-lost' || name === 'presence') connection.joinNow();
    };
    window.addEventListener('online', onOnline);
    return () => {
      window.removeEventListener('online', onOnline);
      connection.stop();
    };
  }, [connection, enabled]);

  return connection;
};

export const useRoomState = (connection: RoomConnection): RoomState =>
  useSyncExternalStore(connection.subscribe, connection.state);
