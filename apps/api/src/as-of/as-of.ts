import type { Recorded, StreamCategory } from '@hearth/domain';
import { readStream, type EventStore } from '@hearth/eventstore';
import type { ViewReader } from '@hearth/projections';
import {
  asOfLookup,
  boardView,
  laterFacts,
  openSignals,
  roomsOfDay,
  roomView,
  signalsOfSession,
  weekView,
  type AsOfAnswer,
  type AsOfReading,
  type BoardDocument,
  type RoomDocument,
  type WeekDay,
} from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { STORE, VIEWS } from '../services.js';

type ReadStream = (category: StreamCategory, id: string) => Promise<readonly Recorded[]>;

/** What was known of a session, a board or a patient's day at a recorded moment: a read of the streams, cut there. */
@Injectable()
export class AsOf {
  constructor(
    @Inject(STORE) private readonly store: EventStore,
    @Inject(VIEWS) private readonly views: ViewReader,
  ) {}

  async session(sessionId: string, at: number): Promise<AsOfAnswer<RoomDocument>> {
    const read = this.#reader();
    const room = (reading: AsOfReading) => this.#lookup(read, at, reading).document(roomView, sessionId);
    return {
      at,
      then: await room('known-then'),
      now: await room('known-now'),
      later: await later(read, [sessionId], at),
    };
  }

  async board(programmeId: string, day: string, at: number): Promise<AsOfAnswer<BoardDocument>> {
    const read = this.#reader();
    const sessionIds = await this.views.members(roomsOfDay(programmeId, day));
    const board = (reading: AsOfReading) =>
      this.#lookup(read, at, reading, { programmeId, sessionIds }).document(
        boardView,
        `${programmeId}/${day}`,
      );
    return {
      at,
      then: await board('known-then'),
      now: await board('known-now'),
      later: await later(read, sessionIds, at),
    };
  }

  async patientDay(enrollmentId: string, day: string, at: number): Promise<AsOfAnswer<WeekDay>> {
    const read = this.#reader();
    const dayOf = async (reading: AsOfReading): Promise<WeekDay | null> => {
      const document = await this.#lookup(read, at, reading).document(weekView, enrollmentId);
      return document?.weeks.flatMap(({ days }) => days).find((one) => one.day === day) ?? null;
    };
    const [then, now] = [await dayOf('known-then'), await dayOf('known-now')];
    const sessionIds = [...(then?.sessions ?? []), ...(now?.sessions ?? [])].map(
      ({ sessionId }) => sessionId,
    );
    return { at, then, now, later: await later(read, [...new Set(sessionIds)], at) };
  }

  #lookup(
    stream: ReadStream,
    at: number,
    reading: AsOfReading,
    day?: { readonly programmeId: string; readonly sessionIds: readonly string[] },
  ) {
    const members = async (index: string): Promise<readonly string[]> => {
      const now = await this.views.members(index);
      if (day === undefined || index !== openSignals(day.programmeId)) return now;
      // Signals that have been closed since are in no index of open ones any more.
      const closed = await Promise.all(day.sessionIds.map((id) => this.views.members(signalsOfSession(id))));
      return [...new Set([...now, ...closed.flat()])];
    };
    return asOfLookup({ stream, members }, at, reading);
  }

  /** Reads each stream once per question. */
  #reader(): ReadStream {
    const read = new Map<string, Promise<readonly Recorded[]>>();
    return (category, id) => {
      const address = `${category}-${id}`;
      const known = read.get(address) ?? this.#read(category, id);
      read.set(address, known);
      return known;
    };
  }

  async #read(category: StreamCategory, id: string): Promise<readonly Recorded[]> {
    const recorded: Recorded[] = [];
    for await (const one of readStream(this.store, category, id)) recorded.push(one);
    return recorded;
  }
}

const later = async (
  read: ReadStream,
  sessionIds: readonly string[],
  at: number,
): Promise<AsOfAnswer<never>['later']> => {
  const found = await Promise.all(
    sessionIds.map(async (sessionId) =>
      laterFacts(await read('session', sessionId), at).map((fact) => ({ ...fact, sessionId })),
    ),
  );
  return found.flat().sort((a, b) => a.recordedAt - b.recordedAt);
};
