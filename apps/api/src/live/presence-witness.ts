import type { HeartbeatMessage } from '@hearth/contracts';
import {
  connectionKey,
  mayEnterRoom,
  openConnections,
  participantIdentity,
  PRESENCE_ROOM,
  Rejection,
  SECOND,
  type Instant,
  type LeaveReason,
  type PersonRef,
  type SessionState,
} from '@hearth/domain';
import { StoreUnavailable } from '@hearth/eventstore';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { actorOf } from '../access/principal.js';
import type { Clock } from '../clock.js';
import { OwnConnection } from '../room/own-connection.js';
import { refusal } from '../room/token.controller.js';
import { CLOCK, LOG, WITNESS_NOTES } from '../services.js';
import { Sessions } from '../session/sessions.js';
import { Turns } from './turns.js';
import type { Witnessed, WitnessNotes } from './witness-notes.js';

/** Without a heartbeat for this long, the browser is gone. It sends one every 10 s. */
export const SILENCE_MS = 25 * SECOND;
/** Between what a browser sees and what it says. */
const TELLING_MS = 2 * SECOND;
/** How long somebody who leaves presence without media may take to be on record in the video room. */
export const CHANGEOVER_MS = 3 * SECOND;

/** The browsers as witnesses of their own connections. Only changes become facts. */
@Injectable()
export class PresenceWitness {
  readonly #witnessed = new Map<string, Witnessed>();
  /** Until when those are waited for who were heard by another process only. */
  readonly #awaited = new Map<string, Instant>();
  readonly #turns = new Turns();
  #hasTakenOver = false;

  constructor(
    private readonly sessions: Sessions,
    private readonly ownConnection: OwnConnection,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
    @Inject(WITNESS_NOTES) private readonly notes: WitnessNotes,
  ) {}

  /**
   * A heartbeat of a browser in the video room.
   * @throws Rejection `stale-fact` when the connection is not this person's
   */
  async heard(person: PersonRef, message: HeartbeatMessage): Promise<void> {
    const { sessionId, roomSid, participantSid } = message;
    const key = JSON.stringify([person.kind, person.id, sessionId, roomSid, participantSid]);
    return this.#turns.take(key, () => this.#heard(key, person, message));
  }

  async #heard(key: string, person: PersonRef, message: HeartbeatMessage): Promise<void> {
    const { state, forMs } = message;
    const known = this.#witnessed.get(key) ?? (await this.#noted(key));
    const now = this.clock.now();
    const one = known ?? (await this.#introduced(person, message, now));
    this.#witnessed.set(key, one);
    this.#awaited.delete(key);
    const since = Math.max(now - forMs, known && !known.isOpen ? known.lastHeardAt : 0);
    if (state === 'connected' && !one.isOpen) await this.#joined(one, since);
    one.lastHeardAt = now;
    // Kept until it is on record: a page that has left does not say so again.
    one.goneAt = state === 'disconnected' ? since : null;
    // Also the first word that is heard of a connection may be that it has ended.
    if (state === 'disconnected' && known === undefined) one.isOpen = true;
    await this.#note(key, one);
    return this.#leaveVideo(key, one);
  }

  /** Puts on record that a browser has left the video. Of a room that is gone the server's own word is better. */
  async #leaveVideo(key: string, one: Witnessed): Promise<void> {
    if (one.goneAt === null) return;
    if (one.isOpen && !isLeftBehind(await this.sessions.state(one.sessionId), one.roomSid)) {
      await this.#left(one, one.goneAt, TELLING_MS, 'connection-lost');
    }
    return this.#forget(key);
  }

  /** A browser that nobody remembers; the session's own history knows whether it has told of this connection. */
  async #introduced(
    person: PersonRef,
    { sessionId, roomSid, participantSid, state }: HeartbeatMessage,
    now: Instant,
  ): Promise<Witnessed> {
    const session = await this.sessions.state(sessionId);
    const connection = { roomSid, participantSid };
    const isNews =
      state === 'disconnected'
        ? await this.ownConnection.isOwn(session, person, connection)
        : await this.ownConnection.isHeld(session, person, connection);
    if (!isNews) throw new Rejection('stale-fact');
    const isOpen = hasToldOf(session, connection);
    return { sessionId, roomSid, participantSid, person, isOpen, lastHeardAt: now, goneAt: null };
  }

  /** Somebody is "in the room" without media, while LiveKit is away. @throws Rejection when they may not be */
  async present(person: PersonRef, sessionId: string, state: 'here' | 'gone'): Promise<void> {
    const key = JSON.stringify([person.kind, person.id, sessionId, PRESENCE_ROOM]);
    return this.#turns.take(key, () => this.#present(key, person, sessionId, state));
  }

  async #present(key: string, person: PersonRef, sessionId: string, state: 'here' | 'gone'): Promise<void> {
    const now = this.clock.now();
    const known = this.#witnessed.get(key) ?? (await this.#noted(key));
    if (state === 'gone') {
      if (!known) return;
      this.#witnessed.set(key, known);
      known.goneAt = now;
      return this.#leavePresence(key, known);
    }
    const session = await this.sessions.state(sessionId);
    if (!mayEnterRoom(session, person)) {
      const refused = refusal(session, person);
      const why = refused instanceof Rejection && refused.code === 'removed' ? 'removed' : 'room-closed';
      if (known?.isOpen) await this.#left(known, now, TELLING_MS, why);
      await this.#forget(key);
      throw refused;
    }
    const one = known ?? presenceOf(session, sessionId, person, now);
    this.#witnessed.set(key, one);
    this.#awaited.delete(key);
    one.goneAt = null;
    if (!one.isOpen) await this.#joined(one, now);
    one.lastHeardAt = now;
    await this.#note(key, one);
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
    await this.#forget(key);
  }

  /** Closes what has fallen silent: the true moment lies between the last heartbeat and now. */
  async sweep(): Promise<void> {
    await this.#takeOver();
    for (const [key, one] of [...this.#witnessed]) {
      if (!this.#isSilent(key, one) && one.goneAt === null) continue;
      try {
        await this.#turns.take(key, () => this.#end(key, one));
      } catch (error) {
        if (error instanceof StoreUnavailable) continue;
        await this.#forget(key);
        this.log.warn(
          { error: error instanceof Error ? error.name : 'unknown' },
          'a silent browser was forgotten',
        );
      }
    }
  }

  #isSilent(key: string, { lastHeardAt }: Witnessed): boolean {
    const now = this.clock.now();
    return now - lastHeardAt > SILENCE_MS && now > (this.#awaited.get(key) ?? 0);
  }

  async #end(key: string, one: Witnessed): Promise<void> {
    if (one.goneAt !== null) {
      return one.roomSid === PRESENCE_ROOM ? this.#leavePresence(key, one) : this.#leaveVideo(key, one);
    }
    const elsewhere = await this.#noted(key);
    if (elsewhere !== undefined && elsewhere.lastHeardAt > one.lastHeardAt) {
      Object.assign(one, elsewhere);
      return;
    }
    if (one.isOpen && !(await this.#isStillInVideo(one))) {
      const half = Math.ceil((this.clock.now() - one.lastHeardAt) / 2);
      await this.#left(one, one.lastHeardAt + half, half, 'connection-lost');
    }
    await this.#forget(key);
  }

  /** Whom another process heard that may be gone by now. They get the time to come here. */
  async #takeOver(): Promise<void> {
    if (this.#hasTakenOver) return;
    try {
      for (const [key, one] of await this.notes.all()) {
        if (this.#witnessed.has(key)) continue;
        this.#witnessed.set(key, one);
        this.#awaited.set(key, this.clock.now() + SILENCE_MS);
      }
      this.#hasTakenOver = true;
    } catch (error) {
      this.#away(error);
    }
  }

  /** What another process, or this one in an earlier life, kept; undefined also when it cannot be asked. */
  async #noted(key: string): Promise<Witnessed | undefined> {
    try {
      return (await this.notes.of(key)) ?? undefined;
    } catch (error) {
      this.#away(error);
      return undefined;
    }
  }

  async #note(key: string, one: Witnessed): Promise<void> {
    await this.notes.keep(key, one).catch((error: unknown) => this.#away(error));
  }

  async #forget(key: string): Promise<void> {
    this.#witnessed.delete(key);
    this.#awaited.delete(key);
    await this.notes.forget(key).catch((error: unknown) => this.#away(error));
  }

  /** Without the notes this process is a witness of its own browsers, as long as it lives. */
  #away(error: unknown): void {
    this.log.debug({ error: error instanceof Error ? error.name : 'unknown' }, 'notes of witnesses');
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

/** Whether people are in another room by now, because LiveKit began anew. */
const isLeftBehind = (session: SessionState, roomSid: string): boolean =>
  session.status !== 'none' && session.room !== null && session.room.roomSid !== roomSid;

/** Whether a browser's word is on record that it joined, and none that it left after that. */
const hasToldOf = (
  session: SessionState,
  connection: { readonly roomSid: string; readonly participantSid: string },
): boolean => {
  if (session.status === 'none') return false;
  const told = session.connections[connectionKey(connection)]?.by.client;
  const joinedAt = told?.joinedAt ?? null;
  return joinedAt !== null && (told?.leftAt ?? -1) < joinedAt;
};

/** The presence that is open in the session's history, or a new one. */
const presenceOf = (session: SessionState, sessionId: string, person: PersonRef, now: Instant): Witnessed => {
  const open = openConnections(session, person).find(({ roomSid }) => roomSid === PRESENCE_ROOM);
  return {
    sessionId,
    roomSid: PRESENCE_ROOM,
    participantSid: open?.participantSid ?? `${participantIdentity(sessionId, person)}.${randomUUID()}`,
    person,
    isOpen: open !== undefined,
    lastHeardAt: now,
    goneAt: null,
  };
};
