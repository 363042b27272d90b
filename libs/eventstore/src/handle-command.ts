import type { Decider, StreamCategory } from '@hearth/domain';
import { eventId } from './event-id.js';
import { foldStream, forgetFold } from './fold-stream.js';
import { RevisionConflict, type AppendContext, type EventsOf, type EventStore } from './port.js';

const MAX_CONFLICTS = 8;

export interface Handled<Event> {
  /** Of the stream's last event after the command; -1 when there is still none. */
  readonly revision: number;
  /** What the command changed; empty when it changed nothing or had been handled before. */
  readonly events: readonly Event[];
}

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
      // Somebody was faster; or the stream is not the one that was kept, as after a restore.
      if (conflicts > 0) forgetFold(store, decider, category, id);
    }
  }
};
