import type { Decider } from '../decider.js';
import type { DomainEvent } from '../event-definition.js';
import { Rejection, type RejectionCode } from '../rejection.js';

/** What follows from a command; each way of saying it throws an `Error` that shows what followed instead. */
interface Outcome<Event> {
  /** Exactly these events follow. */
  then(expected: readonly Event[]): void;
  /** The command is refused with this code. */
  rejected(code: RejectionCode): void;
  /** The command is legal, and changes nothing. */
  nothing(): void;
}

interface Situation<Command, Event> {
  when(command: Command): Outcome<Event>;
}

/** Key order and absent values make no difference to what an event says. */
const plain = (value: unknown): string =>
  JSON.stringify(
    value,
    (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    2,
  );

/**
 * Tells a decider's story: what had happened, what is asked for, what follows.
 * @example given(scheduled, doorsOpened).when(enterWaitingRoom).then([waitingRoomEntered])
 */
export const specificationOf =
  <Command, State, Event extends DomainEvent>(decider: Decider<Command, State, Event>) =>
  (...history: readonly Event[]): Situation<Command, Event> => ({
    when(command) {
      const state = history.reduce(decider.evolve, decider.initialState());
      const attempt = (): readonly Event[] | Rejection => {
        try {
          return decider.decide(command, state);
        } catch (error) {
          if (error instanceof Rejection) return error;
          throw error;
        }
      };
      const outcome = attempt();
      const expectSame = (expected: readonly Event[]): void => {
        const actual = outcome instanceof Rejection ? `rejected: ${outcome.code}` : plain(outcome);
        if (actual !== plain(expected)) throw new Error(`expected ${plain(expected)}\nbut got ${actual}`);
      };
      return {
        then: expectSame,
        nothing: () => expectSame([]),
        rejected(code) {
          if (!(outcome instanceof Rejection)) throw new Error(`expected ${code}, but got ${plain(outcome)}`);
          if (outcome.code !== code) throw new Error(`expected ${code}, but got ${outcome.code}`);
        },
      };
    },
  });
