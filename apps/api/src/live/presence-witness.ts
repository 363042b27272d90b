import type { HeartbeatMessage } from '@hearth/contracts';
import {
  mayEnterRoom,
  openConnections,
  participantIdentity,
  PRESENCE_ROOM,
  Rejection,
  SECOND,
  type Instant,
  type LeaveReason,
  type PersonRef,
} from '@hearth/domain';
import { StoreUnavailable } from '@hearth/eventstore';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { actorOf } from '../access/principal.js';
import type { Clock } from '../clock.js';
import { OwnConnection } from '../room/own-connection.js';
import { refusal } from '../room/token.controller.js';
import { CLOCK, LOG } from '../services.js';
import { Sessions } from '../session/sessions.js';

/** Without a heartbeat for this long, the browser is gone. It sends one every 10 s. */
export const SILENCE_MS = 25 * SECOND;
/** Between what a browser sees and what it says. */
const TELLING_MS = 2 * SECOND;
/** How long somebody who leaves presence without media may take to be on record in the video room. */
export const CHANGEOVER_MS = 3 * SECOND;

/** One connection, as the browser at its end tells of it. */
interface Witnessed {
  readonly sessionId: string;
  readonly roomSid: string;
  readonly participantSid: string;
  readonly person: PersonRef;
  isOpen: boolean;
  lastHeardAt: Instant;
  /** When its browser said that it was leaving, until that is on record. */
  goneAt: Instant | null;
}

/** The browsers as witnesses of their own connections. Only changes become facts. */
@Injectable()
export class PresenceWitness {
  readonly #witnessed = new Map<string, Witnessed>();

  constructor(
    private readonly sessions: Sessions,
    private readonly ownConnection: OwnConnection,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * A heartbeat of a browser in the video room.
   * @throws Rejection `stale-fact` when the connection is not this person's
   */
  async heard(person: PersonRef, message: HeartbeatMessage): Promise<void> {
    const { sessionId, roomSid, participantSid, state, forMs } = message;
    const key = JSON.stringify([person.kind, person.id, sessionId, roomSid, participantSid]);
    const known = this.#witnessed.get(key);
    if (!known) {
      const session = await this.sessions.state(sessionId);
      const own = await this.ownConnection.isOwn(session, person, { roomSid, participantSid });
      if (!own) throw new Rejection('stale-fact');
    }
    const now = this.clock.now();
    const one = known ?? {
      sessionId,
      roomSid,
      participantSid,
      person,
      isOpen: false,
      lastHeardAt: now,
      goneAt: null,
    };
    this.#witnessed.set(key, one);
    const since = Math.max(now - forMs, known && !known.isOpen ? known.lastHeardAt : 0);
    if (state === 'connected' && !one.isOpen) await this.#joined(one, since);
    if (state === 'disconnected' && one.isOpen) await this.#left(one, since, TELLING_MS, 'connection-lost');
    one.lastHeardAt = now;
    if (state === 'disconnected') this.#witnessed.delete(key);
  }

  /** Somebody is "in the room" without media, while LiveKit is away. @throws Rejection when they may not be */
  async present(person: PersonRef, sessionId: string, state: 'here' | 'gone'): Promise<void> {
    const key = JSON.stringify([person.kind, person.id, sessionId, PRESENCE_ROOM]);
    const now = this.clock.now();
    const known = this.#witnessed.get(key);
    if (state === 'gone') {
      if (known) known.goneAt = now;
      if (known) await this.#leavePresence(key, known);
      return;
    }
    const session = await this.sessions.state(sessionId);
    if (!mayEnterRoom(session, person)) {
      if (known?.isOpen) await this.#left(known, now, TELLING_MS, 'room-closed');
      this.#witnessed.delete(key);
      throw refusal(session, person);
    }
    const participantSid = `${participantIdentity(sessionId, person)}.${randomUUID()}`;
    const one = known ?? {
      sessionId,
      roomSid: PRESENCE_ROOM,
      participantSid,
      person,
      isOpen: false,
      lastHeardAt: now,
      goneAt: null,
    };
    this.#witnessed.set(key, one);
    one.goneAt = null;
    if (!one.isOpen) await this.#joined(one, now);
    one.lastHeardAt = now;
  }

  /**
   * A browser that goes over to video says so before the video is on record. Whoever has nothing else open gets a
   * moment, so that a raised hand or the floor is not lost in between; the fact has the time of the leaving anyway.
   */
  async #leavePresence(key: string, one: Witnessed): Promise<void> {
    if (one.goneAt === null) return;
    if (one.isOpen) {
      const session = await this.sessions.state(one.sessionId);
      const hasMore = session.status !== 'none' && openConnections(session, one.person).length > 1;
      if (!hasMore && this.clock.now() - one.goneAt < CHANGEOVER_MS) return;
      await this.#left(one, one.goneAt, TELLING_MS, 'left');
    }
    this.#witnessed.delete(key);
  }

  /** Closes what has fallen silent: the true moment lies between the last heartbeat and now. */
  async sweep(): Promise<void> {
    for (const [key, one] of [...this.#witnessed]) {
      const silentMs = this.clock.now() - one.lastHeardAt;
      if (silentMs <= SILENCE_MS && one.goneAt === null) continue;
      try {
        if (one.goneAt !== null) {
          await this.#leavePresence(key, one);
          continue;
        }
        if (one.isOpen && !(await this.#isStillInVideo(one))) {
          await this.#left(one, one.lastHeardAt, silentMs, 'connection-lost');
        }
        this.#witnessed.delete(key);
      } catch (error) {
        if (error instanceof StoreUnavailable) continue;
        this.#witnessed.delete(key);
        this.log.warn(
          { error: error instanceof Error ? error.name : 'unknown' },
          'a silent browser was forgotten',
        );
      }
    }
  }

  /** LiveKit sees the media itself: while it does, silence only means that our own socket is gone. */
  async #isStillInVideo(one: Witnessed): Promise<boolean> {
    if (one.roomSid === PRESENCE_ROOM) return false;
    const state = await this.sessions.state(one.sessionId);
    return this.ownConnection.isListed(state, one.person, one);
  }

  async #joined(one: Witnessed, at: Instant): Promise<void> {
    await this.#record(one, { type: 'RecordJoined', at, uncertaintyMs: TELLING_MS, hidden: false });
    one.isOpen = true;
  }

  async #left(one: Witnessed, at: Instant, uncertaintyMs: number, leaveReason: LeaveReason): Promise<void> {
    await this.#record(one, { type: 'RecordLeft', at, uncertaintyMs, leaveReason });
    one.isOpen = false;
  }

  async #record(
    { sessionId, roomSid, participantSid, person }: Witnessed,
    fact:
      | { type: 'RecordJoined'; at: Instant; uncertaintyMs: number; hidden: boolean }
      | { type: 'RecordLeft'; at: Instant; uncertaintyMs: number; leaveReason: LeaveReason },
  ): Promise<void> {
    const who = { roomSid, participantSid, person, witness: 'client' as const };
    await this.sessions.record(
      sessionId,
      { ...who, ...fact },
      { commandId: randomUUID(), correlationId: randomUUID(), actor: actorOf(person) },
    );
  }
}
