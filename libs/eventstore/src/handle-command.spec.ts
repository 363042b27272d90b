import { describe, expect, it } from '@jest/globals';
import { eventDefinitions, Rejection, type Decider, type ProgrammeEvent } from '@hearth/domain';
import { foldStream } from './fold-stream.js';
import { handleCommand } from './handle-command.js';
import { UnknownEventError, type AppendContext, type EventStore } from './port.js';
import { inMemoryEventStore } from './testing/in-memory.js';

type Count = { readonly type: 'Count' };

const link = (sequence: number): ProgrammeEvent => ({
  type: 'SealChained',
  data: { sessionId: `s${sequence}`, sequence, hash: 'h', previousHash: null, at: 0 },
});

/** Each command adds one link; after ten it refuses. */
const chain: Decider<Count, number, ProgrammeEvent> = {
  initialState: () => 0,
  evolve: (count) => count + 1,
  decide: (_, count) => {
    if (count >= 10) throw new Rejection('invalid');
    return [link(count)];
  },
};

const by = (commandId: string): AppendContext => ({
  commandId,
  correlationId: 'k',
  actor: { kind: 'system', id: 'spec' },
});
const count = (store: EventStore, commandId: string, decider = chain) =>
  handleCommand(store, decider, 'programme', 'p', { type: 'Count' }, by(commandId));
const setUp = () => inMemoryEventStore({ definitions: eventDefinitions });

describe('handling a command', () => {
  it('appends what the decider says to the state of now', async () => {
    const store = setUp();
    expect(await count(store, 'a')).toEqual({ revision: 0, events: [link(0)] });
    expect(await count(store, 'b')).toEqual({ revision: 1, events: [link(1)] });
    expect((await foldStream(store, chain, 'programme', 'p')).state).toBe(2);
  });

  it('has no second effect for the same command', async () => {
    const store = setUp();
    await count(store, 'a');
    expect(await count(store, 'a')).toEqual({ revision: 0, events: [] });
    expect(store.wire('programme', 'p')).toHaveLength(1);
  });

  it('decides again when others were faster, and loses nothing', async () => {
    const store = setUp();
    await Promise.all(Array.from({ length: 5 }, (_, index) => count(store, `c${index}`)));
    expect(store.wire('programme', 'p').map(({ data }) => data['sequence'])).toEqual([0, 1, 2, 3, 4]);
  });

  it('passes a refusal on, and appends nothing for a command that changes nothing', async () => {
    const store = setUp();
    for (let index = 0; index < 10; index += 1) await count(store, `c${index}`);
    await expect(count(store, 'late')).rejects.toThrow(Rejection);
    expect(await count(store, 'quiet', { ...chain, decide: () => [] })).toEqual({ revision: 9, events: [] });
  });

  it('reads of a stream that it knows only what is new', async () => {
    const store = setUp();
    const from: (number | undefined)[] = [];
    const watched: EventStore = {
      ...store,
      read: (category, id, options) => {
        from.push(options?.fromRevision);
        return store.read(category, id, options);
      },
    };
    for (const id of ['a', 'b', 'c']) await count(watched, id);
    expect(from).toEqual([0, 0, 1]);
    expect(await foldStream(watched, chain, 'programme', 'p')).toMatchObject({ state: 3, revision: 2 });
    expect(from.at(-1)).toBe(2);
  });

  it('begins again when the stream is not the one that it knew', async () => {
    const [long, short] = [setUp(), setUp()];
    let current = long;
    const restored: EventStore = {
      ...long,
      read: (...of) => current.read(...of),
      append: (...of) => current.append(...of),
    };
    for (const id of ['a', 'b', 'c']) await count(restored, id);
    await count(short, 'a');
    current = short;
    await count(restored, 'd');
    expect(short.wire('programme', 'p').map(({ data }) => data['sequence'])).toEqual([0, 1]);
  });

  it('does not decide on half a history', async () => {
    const store = setUp();
    const unknown: EventStore = {
      ...store,
      async *read() {
        await Promise.resolve();
        yield { kind: 'unknown', revision: 0, unknown: { type: 'Later', version: 2 } };
      },
    };
    await expect(count(unknown, 'b')).rejects.toThrow(UnknownEventError);
  });
});
