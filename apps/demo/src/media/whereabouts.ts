import { ConnectionState, RoomEvent } from '@livekit/rtc-node';

export interface WhereaboutsListener {
  /** In the room, whatever is published; again when a lost connection is back. */
  entered?(): void;
  /** The connection is lost; rtc-node tries to have it back by itself. */
  interrupted?(): void;
  /** LiveKit has let us in again, and the connection is about to be up. */
  returning?(): void;
}

/** As much of a room as says where somebody is. */
export interface RoomSigns {
  on(event: RoomEvent.ConnectionStateChanged, listener: (state: ConnectionState) => void): unknown;
  on(event: RoomEvent.ParticipantConnected | RoomEvent.TokenRefreshed, listener: () => void): unknown;
}

/**
 * Tells when somebody is in a room, by what LiveKit says to themselves.
 *
 * rtc-node calls a connection that it had to make anew connected only when all tracks are published again, which takes
 * seconds on a busy machine; the first time it does so before anything is published. To LiveKit and to everybody else
 * the person is there as soon as the connection is up. LiveKit renews the token of whoever it serves at once, and
 * rtc-node hears nothing but the list of the others before the new connection is up: these two are the signs.
 * @param room before it is connected
 */
export const followWhereabouts = (room: RoomSigns, listener: WhereaboutsListener): void => {
  let where: 'out' | 'returning' | 'in' = 'out';
  let isReconnecting = false;

  const enter = (): void => {
    if (where === 'in') return;
    where = 'in';
    listener.entered?.();
  };

  room.on(RoomEvent.ConnectionStateChanged, (state) => {
    isReconnecting = state === ConnectionState.CONN_RECONNECTING;
    if (state === ConnectionState.CONN_CONNECTED) return enter();
    const wasThere = where !== 'out';
    where = 'out';
    if (isReconnecting && wasThere) listener.interrupted?.();
  });
  room.on(RoomEvent.ParticipantConnected, () => {
    if (!isReconnecting || where !== 'out') return;
    where = 'returning';
    listener.returning?.();
  });
  room.on(RoomEvent.TokenRefreshed, () => {
    if (isReconnecting) enter();
  });
};
