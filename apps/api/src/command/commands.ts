import type { Decider, StreamCategory } from '@hearth/domain';
import { handleCommand, type EventsOf, type EventStore, type Handled } from '@hearth/eventstore';
import { Inject, Injectable } from '@nestjs/common';
import type { Acting } from '../access/principal.js';
import { STORE } from '../services.js';
import { derivedId } from './command-id.js';

/** The way of every command of a person to its stream. */
@Injectable()
export class Commands {
  constructor(@Inject(STORE) private readonly store: EventStore) {}

  /** @throws Rejection, RevisionConflict, StoreUnavailable */
  handle<Category extends StreamCategory, Command extends { readonly type: string }, State>(
    acting: Pick<Acting, 'actor' | 'idempotencyKey' | 'correlationId'>,
    decider: Decider<Command, State, EventsOf<Category>>,
    category: Category,
    id: string,
    command: Command,
  ): Promise<Handled<EventsOf<Category>>> {
    return handleCommand(this.store, decider, category, id, command, {
      commandId: derivedId(acting, `${category}-${id}`, command.type),
      correlationId: acting.correlationId,
      actor: acting.actor,
    });
  }
}
