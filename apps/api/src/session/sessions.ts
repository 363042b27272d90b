import { sessionDecider, type SessionCommand, type SessionEvent, type SessionState } from '@hearth/domain';
import { foldStream, handleCommand, type EventStore } from '@hearth/eventstore';
import { Inject, Injectable } from '@nestjs/common';
import type { Acting } from '../access/principal.js';
import { derivedId } from '../command/command-id.js';
import { STORE } from '../services.js';

export interface SessionHandled {
  /** What followed; empty when the command changed nothing, or was a retry of one that had. */
  readonly events: readonly SessionEvent[];
  /** The session afterwards. */
  readonly state: SessionState;
}

/** The session streams: commands go in, states come out. */
@Injectable()
export class Sessions {
  constructor(@Inject(STORE) private readonly store: EventStore) {}

  /** The session up to the head of its stream. @throws StoreUnavailable */
  async state(sessionId: string): Promise<SessionState> {
    return (await foldStream(this.store, sessionDecider, 'session', sessionId)).state;
  }

  /** A command of a person. @throws Rejection, RevisionConflict, StoreUnavailable */
  async handle(acting: Acting, sessionId: string, command: SessionCommand): Promise<SessionHandled> {
    return this.record(sessionId, command, {
      commandId: derivedId(acting, sessionId, command.type),
      correlationId: acting.correlationId,
      actor: acting.actor,
    });
  }

  /** A command of whoever the context names, such as a witness of presence. */
  async record(
    sessionId: string,
    command: SessionCommand,
    context: Parameters<typeof handleCommand>[5],
  ): Promise<SessionHandled> {
    let decided: SessionState | null = null;
    const observed = {
      ...sessionDecider,
      decide: (one: SessionCommand, state: SessionState) => {
        const events = sessionDecider.decide(one, state);
        decided = events.reduce(sessionDecider.evolve, state);
        return events;
      },
    };
    const { events } = await handleCommand(this.store, observed, 'session', sessionId, command, context);
    return { events, state: decided ?? (await this.state(sessionId)) };
  }
}
