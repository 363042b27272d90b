import type { DomainEvent } from './event-definition.js';

/**
 * A thing with one life, as pure functions. `decide` answers a command with the events that follow from it (none
 * when the command changes nothing), or throws a `Rejection`; `evolve` never fails.
 */
export interface Decider<Command, State, Event extends DomainEvent> {
  readonly decide: (command: Command, state: State) => readonly Event[];
  readonly evolve: (state: State, event: Event) => State;
  readonly initialState: () => State;
}

/** Folds a history into the state that a command is decided against. */
export const fold = <Command, State, Event extends DomainEvent>(
  decider: Decider<Command, State, Event>,
  events: readonly Event[],
): State => events.reduce(decider.evolve, decider.initialState());
