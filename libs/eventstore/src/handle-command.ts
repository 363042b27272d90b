import type { Decider, StreamCategory } from '@hearth/domain';
import { eventId } from './event-id.js';
import {
  RevisionConflict,
  UnknownEventError,
  type AppendContext,
  type EventsOf,
  type EventStore,
} from './port.js';

const MAX_CONFLICTS = 8;

/** A stream as a decider sees it. */
export interface Folded<State> {
  readonly state: State;
  /** Of the last event; -1 when there is none. */
  readonly revision: number;
  /** Ids of all events, to know a command that was handled before. */
  readonly eventIds: ReadonlySet<string>;
}

export interface Handled<Event> {
  /** Of the stream's last event after the command; -1 when there is still none. */
  readonly revision: number;
  /** What the command changed; empty when it changed nothing or had been handled before. */
  readonly events: readonly Event[];
}

/**
 * Reads a stream to its head and folds it.
 * @throws UnknownEventError when the stream holds an event that this program does not know
 * @throws StoreUnavailable
 */
export const foldStream = async <Category extends StreamCategory, State>(
  store: EventStore,
  decider: Pick<Decider<never, State, EventsOf<Category>>, 'evolve' | 'initialState'>,
  category: Category,
  id: string,
): Promise<Folded<State>> => {
  let state = decider.initialState();
  let revision = -1;
  const eventIds = new Set<string>();
  for await (const stored of store.read(category, id)) {
    if (stored.kind === 'unknown') {
      const { type, version } = stored.unknown;
      throw new UnknownEventError(`${category} stream holds ${type} v${version} at ${stored.revision}`);
    }
    state = decider.evolve(state, stored.recorded.event);
    revision = stored.recorded.revision;
    eventIds.add(stored.recorded.id);
  }
  return { state, revision, eventIds };
};

/**
 * Handles a command: reads, folds, decides, appends what follows if nobody was faster, and else decides again. A
 * command id that has been handled has no second effect.
 * @throws Rejection when the decider refuses
 * @throws RevisionConflict when others were faster time after time
 * @throws UnknownEventError, StoreUnavailable
 */
export const handleCommand = async <Category extends StreamCategory, Command, State>(
  store: EventStore,
  decider: Decider<Command, State, EventsOf<Category>>,
  category: Category,
  id: string,
  command: Command,
  context: AppendContext,
): Promise<Handled<EventsOf<Category>>> => {
  for (let conflicts = 0; ; conflicts += 1) {
    const { state, revision, eventIds } = await foldStream(store, decider, category, id);
    if (eventIds.has(eventId(context.commandId, 0))) return { revision, events: [] };
    const events = decider.decide(command, state);
    if (events.length === 0) return { revision, events };
    try {
      const expected = revision < 0 ? 'no-stream' : revision;
      const appended = await store.append(category, id, events, expected, context);
      return { revision: appended.revision, events };
    } catch (error) {
      if (!(error instanceof RevisionConflict) || conflicts >= MAX_CONFLICTS) throw error;
    }
  }
};
