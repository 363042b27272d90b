import { describe, expect, it } from '@jest/globals';
import { defineEvent, personal, REDACTED, type EventDefinition } from '@hearth/domain';
import { z } from 'zod';
import { inMemoryKeyRing } from '../keys/in-memory-key-ring.js';
import type { AppendContext } from '../port.js';
import { createCodec, MalformedEvent, type CodecIncident, type WireEvent, type WireRecord } from './codec.js';
import type { Upcaster } from './definitions.js';

const noted = defineEvent({
  type: 'Noted',
  version: 1,
  data: z.strictObject({
    patientId: z.string(),
    at: z.int(),
    personal: personal(z.object({ note: z.string().trim().min(1) })),
  }),
  subject: (data) => data.patientId,
});
const counted = defineEvent({ type: 'Counted', version: 1, data: z.strictObject({ minutes: z.int() }) });
const countedMs = defineEvent({ type: 'Counted', version: 2, data: z.strictObject({ ms: z.int() }) });

const context: AppendContext = { commandId: 'c', correlationId: 'k', actor: { kind: 'system', id: 'spec' } };
const NOTE = { type: 'Noted', data: { patientId: 'p1', at: 5, personal: { note: ' afraid of dogs ' } } };

const setUp = (
  definitions: readonly EventDefinition[] = [noted, counted],
  upcasters: readonly Upcaster[] = [],
) => {
  const keyRing = inMemoryKeyRing();
  const incidents: CodecIncident[] = [];
  const codec = createCodec({
    definitions,
    upcasters,
    keyRing,
    organisationId: 'o',
    onIncident: (incident) => incidents.push(incident),
  });
  const encode = async (event: { type: string; data: Record<string, unknown> }): Promise<WireEvent> => {
    const [wire] = await codec.encode('session-1', [event], context);
    if (wire === undefined) throw new Error('nothing encoded');
    return wire;
  };
  return { keyRing, incidents, codec, encode };
};

const stored = (wire: WireEvent, changes: Partial<WireRecord> = {}): WireRecord => ({
  ...structuredClone(wire),
  stream: 'session-1',
  revision: 0,
  recordedAt: 9,
  ...changes,
});

const personalOf = async (codec: ReturnType<typeof setUp>['codec'], record: WireRecord): Promise<unknown> => {
  const decoded = await codec.decode(record);
  return decoded.kind === 'known' ? decoded.recorded.event.data['personal'] : decoded.kind;
};

describe('the codec', () => {
  it('gives back what was written, with who and why', async () => {
    const { codec, encode } = setUp();
    const decoded = await codec.decode(stored(await encode(NOTE)));
    expect(decoded).toMatchObject({
      kind: 'known',
      recorded: {
        event: { type: 'Noted', data: { patientId: 'p1', personal: { note: 'afraid of dogs' } } },
        recordedAt: 9,
        metadata: { correlationId: 'k', actor: { id: 'spec' }, organisationId: 'o', schemaVersion: 1 },
      },
    });
  });

  it('leaves nothing personal on the wire, and never uses a nonce twice', async () => {
    const { encode } = setUp();
    const wires = [await encode(NOTE), await encode(NOTE)];
    expect(JSON.stringify(wires)).not.toContain('dogs');
    expect(wires[0]?.data['personal']).toMatchObject({ alg: 'A256GCM' });
    expect(wires[0]?.data['personal']).not.toEqual(wires[1]?.data['personal']);
  });

  it('refuses to write what its definition does not say, without quoting it', async () => {
    const { encode } = setUp();
    await expect(encode({ type: 'Counted', data: { minutes: 1, extra: 'afraid' } })).rejects.toThrow(
      MalformedEvent,
    );
    await expect(encode({ type: 'Counted', data: { minutes: 'afraid' } })).rejects.toThrow(/^(?!.*afraid)/);
    await expect(encode({ type: 'Nothing', data: {} })).rejects.toThrow(MalformedEvent);
  });

  it('keeps unknown keys when reading, and fails on missing ones', async () => {
    const { codec, encode } = setUp();
    const wire = await encode({ type: 'Counted', data: { minutes: 1 } });
    const decoded = await codec.decode(stored(wire, { data: { minutes: 1, later: true } }));
    expect(decoded).toMatchObject({ recorded: { event: { data: { minutes: 1, later: true } } } });
    await expect(codec.decode(stored(wire, { data: {} }))).rejects.toThrow(MalformedEvent);
  });

  it('calls a type or a version that it does not know by its name', async () => {
    const { codec, encode } = setUp();
    const wire = await encode({ type: 'Counted', data: { minutes: 1 } });
    const metadata = { ...wire.metadata, schemaVersion: 7 };
    expect(await codec.decode(stored(wire, { metadata, revision: 4 }))).toEqual({
      kind: 'unknown',
      revision: 4,
      unknown: { type: 'Counted', version: 7 },
    });
    expect((await codec.decode(stored(wire, { type: 'Later' }))).kind).toBe('unknown');
  });

  it('lifts an older version to the newest', async () => {
    const old = await setUp().encode({ type: 'Counted', data: { minutes: 2 } });
    const upcaster: Upcaster = {
      type: 'Counted',
      from: 1,
      upcast: ({ minutes }) => ({ ms: Number(minutes) * 60_000 }),
    };
    const { codec } = setUp([counted, countedMs], [upcaster]);
    expect(await codec.decode(stored(old))).toMatchObject({
      recorded: { event: { data: { ms: 120_000 } }, metadata: { schemaVersion: 1 } },
    });
  });

  it('does not start with a version that has no way up, nor with a personal part of nobody', () => {
    expect(() => setUp([counted, countedMs])).toThrow(/No upcaster/);
    expect(() => setUp([{ ...noted, subject: undefined }])).toThrow(/no subject/);
  });
});

describe('a personal part', () => {
  it('is redacted once the key is dropped, also after a new key was made', async () => {
    const { codec, encode, keyRing, incidents } = setUp();
    const record = stored(await encode(NOTE));
    await keyRing.drop('p1');
    expect(await personalOf(codec, record)).toBe(REDACTED);
    await keyRing.keyFor('p1');
    expect(await personalOf(codec, record)).toBe(REDACTED);
    expect(incidents).toEqual([]);
  });

  it.each([
    ['moved to another stream', { stream: 'session-2' }],
    ['given to another subject', { data: { patientId: 'p2', at: 5 } }],
    ['put into the clear', { data: { patientId: 'p1', at: 5, personal: { note: 'forged' } } }],
  ])('is redacted and reported when %s', async (_, changes) => {
    const { codec, encode, keyRing, incidents } = setUp();
    const wire = await encode(NOTE);
    const other = await keyRing.keyFor('p2');
    const encrypted = wire.data['personal'] as Record<string, unknown>;
    const personal =
      'data' in changes && changes.data.patientId === 'p2' ? { ...encrypted, keyId: other.keyId } : encrypted;
    const record = stored(wire, changes);
    expect(await personalOf(codec, { ...record, data: { personal, ...record.data } })).toBe(REDACTED);
    expect(incidents).toHaveLength(1);
  });

  it('is redacted and reported when a bit was changed', async () => {
    const { codec, encode, incidents } = setUp();
    const record = stored(await encode(NOTE));
    const part = record.data['personal'] as { cipher: string };
    part.cipher = `${part.cipher.startsWith('A') ? 'B' : 'A'}${part.cipher.slice(1)}`;
    expect(await personalOf(codec, record)).toBe(REDACTED);
    expect(incidents).toMatchObject([
      { kind: 'unreadable-personal-part', type: 'Noted', stream: 'session-1' },
    ]);
  });
});
