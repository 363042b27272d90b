import { streamName, type Decider, type StreamCategory } from '@hearth/domain';
import { LRUCache } from 'lru-cache';
import type { EventsOf, EventStore } from './port.js';
import { readStream } from './read-stream.js';

/** A stream as a decider sees it. */
export interface Folded<State> {
  readonly state: State;
  /** Of the last event; -1 when there is none. */
  readonly revision: number;
  /** Ids of all events, to know a command that was handled before. */
  readonly eventIds: ReadonlySet<string>;
}

type Folding<Category extends StreamCategory, State> = Pick<
  Decider<never, State, EventsOf<Category>>,
  'evolve' | 'initialState'
>;

/** As many as a clinic has open at once. Kept for a short while only: a state may hold what a key still opens. */
const KEPT = { max: 200, ttl: 5 * 60_000 } as const;

/** States as they were folded last, so that a command in a long session reads what is new and not all of it again. */
const kept = new WeakMap<EventStore, WeakMap<object, LRUCache<string, Folded<unknown>>>>();

const keptOf = <State>(store: EventStore, decider: object): LRUCache<string, Folded<State>> => {
  const ofStore = kept.get(store) ?? new WeakMap<object, LRUCache<string, Folded<unknown>>>();
  kept.set(store, ofStore);
  const ofDecider = ofStore.get(decider) ?? new LRUCache<string, Folded<unknown>>(KEPT);
  ofStore.set(decider, ofDecider);
  // Only what this decider folded is ever put in.
  return ofDecider as LRUCache<string, Folded<State>>;
};

/** Makes the next fold of a stream begin at its first event. */
export const forgetFold = (
  store: EventStore,
  decider: object,
  category: StreamCategory,
  id: string,
): void => {
  kept.get(store)?.get(decider)?.delete(streamName(category, id));
};

/**
 * Folds a stream up to its head, which is asked of the store each time.
 * @throws UnknownEventError when the stream holds an event that this program does not know
 * @throws StoreUnavailable
 */
export const foldStream = async <Category extends StreamCategory, State>(
  store: EventStore,
  decider: Folding<Category, State>,
  category: Category,
  id: string,
): Promise<Folded<State>> => {
  const known = keptOf<State>(store, decider);
  const stream = streamName(category, id);
  const before = known.get(stream) ?? { state: decider.initialState(), revision: -1, eventIds: new Set() };
  let { state, revision } = before;
  const fresh: string[] = [];
  for await (const recorded of readStream(store, category, id, revision + 1)) {
    state = decider.evolve(state, recorded.event);
    revision = recorded.revision;
    fresh.push(recorded.id);
  }
  if (fresh.length === 0) return before;
  const folded = { state, revision, eventIds: new Set([...before.eventIds, ...fresh]) };
  // Another fold may have seen more meanwhile.
  if ((known.get(stream)?.revision ?? -1) < revision) known.set(stream, folded);
  return folded;
};
