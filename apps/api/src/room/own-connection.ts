import { isOpen, participantIdentity, samePerson, type PersonRef, type SessionState } from '@hearth/domain';
import { VideoRefused, VideoUnavailable, type SessionRoom } from '@hearth/video';
import { Inject, Injectable } from '@nestjs/common';
import { VIDEO } from '../services.js';
import { roomOf } from './room-moderation.js';
import type { Video } from './video.js';

export interface ConnectionRef {
  /** Null when the browser did not say. */
  readonly roomSid: string | null;
  readonly participantSid: string;
}

/** Whether a connection that a browser speaks of is really that of the person who is signed in there. */
@Injectable()
export class OwnConnection {
  constructor(@Inject(VIDEO) private readonly video: Video | null) {}

  /**
   * Looks at the facts first; LiveKit's own list decides when they do not know the connection yet.
   * @throws VideoUnavailable when only LiveKit could tell and it is away
   */
  async isOwn(state: SessionState, person: PersonRef, connection: ConnectionRef): Promise<boolean> {
    const room = roomOf(state);
    if (state.status === 'none' || !room) return false;
    const known = Object.values(state.connections).find(
      (one) =>
        one.participantSid === connection.participantSid &&
        (connection.roomSid === null || one.roomSid === connection.roomSid),
    );
    return known ? samePerson(known.person, person) : this.#isListed(room, person, connection);
  }

  /**
   * Whether a connection of theirs can still be there: by the facts so far, or because LiveKit lists it. A page may not
   * have noticed yet that its connection is over.
   * @throws VideoUnavailable when only LiveKit could tell and it is away
   */
  async isHeld(state: SessionState, person: PersonRef, connection: ConnectionRef): Promise<boolean> {
    if (state.status === 'none' || !(await this.isOwn(state, person, connection))) return false;
    const known = Object.values(state.connections).filter(
      ({ participantSid }) => participantSid === connection.participantSid,
    );
    const isOver = known.every((one) => !isOpen(one) || one.roomSid !== state.room?.roomSid);
    return known.length === 0 || !isOver || this.isListed(state, person, connection);
  }

  /** Whether LiveKit lists the connection now; false when LiveKit cannot be asked. */
  async isListed(state: SessionState, person: PersonRef, connection: ConnectionRef): Promise<boolean> {
    const room = roomOf(state);
    try {
      return room !== null && (await this.#isListed(room, person, connection));
    } catch (error) {
      if (error instanceof VideoUnavailable || error instanceof VideoRefused) return false;
      throw error;
    }
  }

  async #isListed(room: SessionRoom, person: PersonRef, connection: ConnectionRef): Promise<boolean> {
    if (!this.video) return false;
    const identity = participantIdentity(room.sessionId, person);
    const listed = await this.video.rooms.listPresent([room]);
    return listed.some(
      ({ roomSid, participants }) =>
        (connection.roomSid === null || roomSid === connection.roomSid) &&
        participants.some(
          (one) => one.participantSid === connection.participantSid && one.identity === identity,
        ),
    );
  }
}
