import {
  participantIdentity,
  roomEpoch,
  type PersonRef,
  type SessionEvent,
  type SessionState,
} from '@hearth/domain';
import { VideoRefused, VideoUnavailable, type SessionRoom } from '@hearth/video';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOG, VIDEO } from '../services.js';
import { Sessions } from '../session/sessions.js';
import type { Video } from './video.js';

/** The one video room of a session; null before it is scheduled. */
export const roomOf = (state: SessionState): SessionRoom | null =>
  state.status === 'none' ? null : { sessionId: state.plan.sessionId, epoch: roomEpoch(state) };

/**
 * Makes LiveKit follow what has been decided. It comes after the event, and a LiveKit that cannot be reached does
 * not undo it: the ban list, and the reconciler, enforce it as soon as it is back.
 */
@Injectable()
export class RoomModeration {
  constructor(
    @Inject(VIDEO) private readonly video: Video | null,
    @Inject(LOG) private readonly log: Logger,
    private readonly sessions: Sessions,
  ) {}

  async mute(state: SessionState, person: PersonRef): Promise<void> {
    await this.#withRoom(state, 'mute', (video, room) =>
      video.rooms.mute(room, participantIdentity(room.sessionId, person)),
    );
  }

  /** Disconnects somebody at once. */
  async remove(state: SessionState, person: PersonRef): Promise<void> {
    await this.#withRoom(state, 'remove', (video, room) =>
      video.rooms.remove(room, participantIdentity(room.sessionId, person)),
    );
  }

  /** Ends the room for everybody. */
  async close(state: SessionState): Promise<void> {
    await this.#withRoom(state, 'close', (video, room) => video.rooms.deleteRoom(room));
  }

  /** Gives the right to show a screen to whoever has the floor for it, and takes it from whoever had. */
  async followFloor(sessionId: string, events: readonly SessionEvent[]): Promise<void> {
    const changes = events.flatMap((event) => {
      if (event.type === 'ShareEnded') return [{ patientId: event.data.patientId, sharesScreen: false }];
      if (event.type === 'ShareStarted')
        return [{ patientId: event.data.patientId, sharesScreen: event.data.kind === 'screen' }];
      return [];
    });
    if (changes.length === 0 || !this.video) return;
    const state = await this.sessions.state(sessionId);
    for (const { patientId, sharesScreen } of changes) {
      await this.#withRoom(state, 'floor', (video, room) =>
        video.rooms.setPermission(room, participantIdentity(sessionId, { kind: 'patient', id: patientId }), {
          part: 'member',
          sharesScreen,
        }),
      );
    }
  }

  async #withRoom(
    state: SessionState,
    what: string,
    act: (video: Video, room: SessionRoom) => Promise<unknown>,
  ): Promise<void> {
    const room = roomOf(state);
    if (!this.video || !room) return;
    try {
      await act(this.video, room);
    } catch (error) {
      if (!(error instanceof VideoUnavailable || error instanceof VideoRefused)) throw error;
      this.log.warn({ what, sessionId: room.sessionId, error: error.name }, 'LiveKit could not follow');
    }
  }
}
