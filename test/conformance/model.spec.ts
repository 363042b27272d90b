import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import esdb, { type AppendExpectedRevision, type ExpectedRevision } from '@eventstore/db-client';
import fc from 'fast-check';
import { Model, type Expected, type Metadata, type Outcome } from './model.js';
import { collect, startTarget, type Target } from './target.js';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

/** The client cannot delete with `stream_exists`. */
type ExpectedOfDelete = Exclude<Expected, 'stream_exists'>;

type Step =
  | { kind: 'append'; stream: number; expected: Expected; ids: number[] }
  | { kind: 'delete'; stream: number; expected: ExpectedOfDelete }
  | { kind: 'tombstone'; stream: number; expected: ExpectedOfDelete }
  | { kind: 'metadata'; stream: number; metadata: Metadata }
  | { kind: 'read'; stream: number };

const stream = fc.integer({ min: 0, max: 2 });
const expected: fc.Arbitrary<Expected> = fc.oneof(
  fc.constantFrom('any' as const, 'no_stream' as const, 'stream_exists' as const),
  fc.integer({ min: 0, max: 12 }),
);
const expectedOfDelete: fc.Arbitrary<ExpectedOfDelete> = fc.oneof(
  fc.constantFrom('any' as const, 'no_stream' as const),
  fc.integer({ min: 0, max: 12 }),
);
// Few different ids, so that retries, overlaps and repetitions happen.
const ids = fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 4 });
const limit = fc.integer({ min: 1, max: 6 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('append' as const), stream, expected, ids }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('delete' as const), stream, expected: expectedOfDelete }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('tombstone' as const), stream, expected: expectedOfDelete }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('metadata' as const),
      stream,
      metadata: fc.record({ maxCount: limit, truncateBefore: limit }, { requiredKeys: [] }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read' as const), stream }) },
);

it('agrees with the model, whatever is asked of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const model = new Model();
      const run = target.name('model');
      const idOf = memo(() => randomUUID());
      for (const one of steps) await play(model, `${run}-${one.stream}`, one, idOf);
      const all = (await collect(target.client.readAll())).filter(
        ({ event }) => event?.streamId.startsWith(`${run}-`) && event.type === 'model',
      );
      expect(all.map(({ event }) => [event?.streamId, Number(event?.revision), event?.id])).toEqual(
        model.log.map((event) => [event.stream, event.revision, event.id]),
      );
    }),
    { numRuns: Number(process.env['MODEL_RUNS'] ?? 30) },
  );
});

async function play(model: Model, name: string, one: Step, idOf: (n: number) => string): Promise<void> {
  const { client } = target;
  switch (one.kind) {
    case 'append': {
      const own = one.ids.map(idOf);
      const events = own.map((id) => esdb.jsonEvent({ id, type: 'model', data: {} }));
      const real = client.appendToStream(name, events, { expectedRevision: revision(one.expected) });
      return expect(await outcome(real)).toEqual(model.append(name, one.expected, own));
    }
    case 'delete': {
      const real = client.deleteStream(name, { expectedRevision: revision(one.expected) });
      return expect(withoutRevision(await outcome(real))).toEqual(
        withoutRevision(model.delete(name, one.expected)),
      );
    }
    case 'tombstone': {
      const real = client.tombstoneStream(name, { expectedRevision: revision(one.expected) });
      return expect(withoutRevision(await outcome(real))).toEqual(
        withoutRevision(model.tombstone(name, one.expected)),
      );
    }
    case 'metadata': {
      const real = client.setStreamMetadata(name, { ...one.metadata });
      return expect(withoutRevision(await outcome(real))).toEqual(
        withoutRevision(model.setMetadata(name, one.metadata)),
      );
    }
    case 'read': {
      const expectedEvents = model.read(name);
      expect(await read(name, 'forwards')).toEqual(expectedEvents);
      expect(await read(name, 'backwards')).toEqual(
        typeof expectedEvents === 'string' ? expectedEvents : expectedEvents.toReversed(),
      );
    }
  }
}

async function read(name: string, direction: 'forwards' | 'backwards') {
  try {
    const fromRevision = direction === 'forwards' ? esdb.START : esdb.END;
    const events = await collect(target.client.readStream(name, { direction, fromRevision }));
    return events.map(({ event }) => ({
      id: event?.id,
      stream: event?.streamId,
      revision: Number(event?.revision),
    }));
  } catch (error) {
    if (error instanceof esdb.StreamNotFoundError) return 'not-found';
    if (error instanceof esdb.StreamDeletedError) return 'deleted';
    throw error;
  }
}

async function outcome(result: Promise<object>): Promise<Outcome> {
  try {
    const answer = await result;
    return {
      kind: 'done',
      revision: 'nextExpectedRevision' in answer ? Number(answer.nextExpectedRevision) : -1,
    };
  } catch (error) {
    if (error instanceof esdb.StreamDeletedError) return { kind: 'deleted' };
    if (!(error instanceof esdb.WrongExpectedVersionError)) throw error;
    return { kind: 'wrong', actual: error.actualVersion === 'no_stream' ? -1 : Number(error.actualVersion) };
  }
}

/** Deletes do not say a revision. */
function withoutRevision(result: Outcome) {
  return result.kind === 'done' ? 'done' : result;
}

function revision(value: ExpectedOfDelete): ExpectedRevision;
function revision(value: Expected): AppendExpectedRevision;
function revision(value: Expected): AppendExpectedRevision {
  return typeof value === 'number' ? BigInt(value) : value;
}

function memo(make: () => string): (key: number) => string {
  const known = new Map<number, string>();
  return (key) => {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };
}
