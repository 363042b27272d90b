import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeAppend, decodeBatchAppend } from './decode-append.js';
import { shared, streams, wellKnown, type sharedPb, type streamsPb } from './stubs.js';
import { uuidBytes, uuidText } from './uuid.js';
import { WireError } from './wire.js';

/** What the generated code makes of a message, in the form in which the decoder by hand gives it. */
function proposed(message: streamsPb.AppendReq.ProposedMessage | streamsPb.BatchAppendReq.ProposedMessage) {
  return {
    id: uuidBytes(message.getId()),
    type: message.getMetadataMap().get('type'),
    contentType: message.getMetadataMap().get('content-type'),
    data: Buffer.from(message.getData_asU8()),
    metadata: Buffer.from(message.getCustomMetadata_asU8()),
  };
}

const uuid = fc.oneof(
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => ({ text: uuidText(Buffer.from(bytes)) })),
  fc
    .tuple(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n))
    .map((halves) => ({ halves })),
  fc.string().map((text) => ({ text })),
);
type AnyUuid = { text: string } | { halves: [bigint, bigint] };

function uuidMessage(given: AnyUuid): sharedPb.UUID {
  if ('text' in given) return new shared.UUID().setString(given.text);
  const [high, low] = given.halves;
  const structured = new shared.UUID.Structured();
  return new shared.UUID().setStructured(
    structured.setMostSignificantBits(String(high)).setLeastSignificantBits(String(low)),
  );
}

const event = fc.record({
  id: fc.option(uuid),
  properties: fc.dictionary(fc.oneof(fc.constantFrom('type', 'content-type'), fc.string()), fc.string()),
  data: fc.uint8Array({ maxLength: 300 }),
  metadata: fc.uint8Array({ maxLength: 20 }),
});
type AnyEvent = typeof event extends fc.Arbitrary<infer T> ? T : never;

function fill<T extends streamsPb.AppendReq.ProposedMessage | streamsPb.BatchAppendReq.ProposedMessage>(
  message: T,
  { id, properties, data, metadata }: AnyEvent,
): T {
  if (id) message.setId(uuidMessage(id));
  for (const [key, value] of Object.entries(properties)) message.getMetadataMap().set(key, value);
  message.setData(data);
  message.setCustomMetadata(metadata);
  return message;
}

const expectation = fc.oneof(
  fc.constantFrom('any' as const, 'no_stream' as const, 'stream_exists' as const, undefined),
  fc.bigInt(0n, 2n ** 64n - 1n),
);
const target = fc.record({
  stream: fc.option(fc.uint8Array({ maxLength: 40 })),
  expected: expectation,
  deadline: fc.option(fc.date({ noInvalidDate: true, min: new Date(-1e12), max: new Date(4e12) })),
});
type AnyTarget = typeof target extends fc.Arbitrary<infer T> ? T : never;

const identifier = (stream: Uint8Array) => new shared.StreamIdentifier().setStreamName(stream);

function batchOptions({ stream, expected, deadline }: AnyTarget) {
  const options = new streams.BatchAppendReq.Options();
  if (stream) options.setStreamIdentifier(identifier(stream));
  if (expected === 'any') options.setAny(new wellKnown.Empty());
  else if (expected === 'no_stream') options.setNoStream(new wellKnown.Empty());
  else if (expected === 'stream_exists') options.setStreamExists(new wellKnown.Empty());
  else if (expected !== undefined) options.setStreamPosition(String(expected));
  if (deadline) options.setDeadline(timestamp(deadline));
  return options;
}

function timestamp(date: Date) {
  const seconds = Math.floor(date.getTime() / 1_000);
  return new wellKnown.Timestamp()
    .setSeconds(seconds)
    .setNanos((date.getTime() - seconds * 1_000) * 1_000_000);
}

function appendOptions({ stream, expected }: AnyTarget) {
  const options = new streams.AppendReq.Options();
  if (stream) options.setStreamIdentifier(identifier(stream));
  if (expected === 'any') options.setAny(new shared.Empty());
  else if (expected === 'no_stream') options.setNoStream(new shared.Empty());
  else if (expected === 'stream_exists') options.setStreamExists(new shared.Empty());
  else if (expected !== undefined) options.setRevision(String(expected));
  return options;
}

const numbered = (expected: AnyTarget['expected']) =>
  typeof expected === 'bigint' ? Math.min(Number(expected), Number.MAX_SAFE_INTEGER) : expected;

describe('requests that are decoded by hand', () => {
  it('say for BatchAppend what the generated code writes', () => {
    fc.assert(
      fc.property(
        fc.option(uuid),
        fc.option(target),
        fc.array(event, { maxLength: 4 }),
        fc.boolean(),
        (correlation, to, events, isFinal) => {
          const request = new streams.BatchAppendReq().setIsFinal(isFinal);
          if (correlation) request.setCorrelationId(uuidMessage(correlation));
          if (to) request.setOptions(batchOptions(to));
          request.setProposedMessagesList(
            events.map((given) => fill(new streams.BatchAppendReq.ProposedMessage(), given)),
          );
          const found = decodeBatchAppend(Buffer.from(request.serializeBinary()));
          expect(found.isFinal).toBe(isFinal);
          expect(found.correlation?.id).toEqual(uuidBytes(request.getCorrelationId()));
          expect(found.messages).toEqual(request.getProposedMessagesList().map(proposed));
          expect(found.options === undefined).toBe(to === null);
          if (!to) return;
          expect(found.options?.expected).toEqual(numbered(to.expected));
          expect(found.options?.stream).toEqual(Buffer.from(to.stream ?? []));
          expect(found.options?.deadline).toBe(to.deadline?.getTime() ?? Infinity);
          const named = shared.StreamIdentifier.deserializeBinary(
            found.options?.identifier ?? Buffer.alloc(0),
          );
          expect(Buffer.from(named.getStreamName_asU8())).toEqual(Buffer.from(to.stream ?? []));
        },
      ),
    );
  });

  it('say for Append what the generated code writes', () => {
    fc.assert(
      fc.property(target, event, (to, given) => {
        const first = new streams.AppendReq().setOptions(appendOptions(to));
        const { options, message } = decodeAppend(Buffer.from(first.serializeBinary()));
        expect(message).toBeUndefined();
        expect(options?.expected).toEqual(numbered(to.expected));
        expect(options?.stream).toEqual(Buffer.from(to.stream ?? []));
        const next = new streams.AppendReq().setProposedMessage(
          fill(new streams.AppendReq.ProposedMessage(), given),
        );
        const found = decodeAppend(Buffer.from(next.serializeBinary()));
        expect(found.options).toBeUndefined();
        expect(found.message).toEqual(proposed(next.getProposedMessage() ?? fail()));
      }),
    );
  });

  it('say as well how long a newer client waits', () => {
    // Field 7 of the options: a Duration of 5 seconds.
    const options = Buffer.from([0x3a, 0x02, 0x08, 0x05]);
    const before = Date.now();
    const bytes = Buffer.concat([Buffer.from([0x12, options.length]), options]);
    const deadline = decodeBatchAppend(bytes).options?.deadline;
    expect(deadline).toBeGreaterThanOrEqual(before + 5_000);
    expect(deadline).toBeLessThanOrEqual(Date.now() + 5_000);
  });

  it('are refused when they are no messages, and end in any case', () => {
    const request = new streams.BatchAppendReq()
      .setCorrelationId(uuidMessage({ text: uuidText(randomBytes(16)) }))
      .setProposedMessagesList([
        fill(new streams.BatchAppendReq.ProposedMessage(), {
          id: { text: uuidText(randomBytes(16)) },
          properties: { type: 't' },
          data: randomBytes(40),
          metadata: randomBytes(4),
        }),
      ]);
    const whole = Buffer.from(request.serializeBinary());
    const damaged = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => {
        const bytes = Buffer.from(whole);
        bytes[at] = byte;
        return bytes;
      }),
      fc.nat(whole.length).map((length) => whole.subarray(0, length)),
    );
    fc.assert(
      fc.property(damaged, (bytes) => {
        for (const decode of [decodeAppend, decodeBatchAppend]) {
          try {
            decode(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(WireError);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

function fail(): never {
  throw new Error('there is no message');
}
