import type { Expected } from '../engine/command.js';
import { uuidBytesOf } from './uuid.js';
import { WireReader } from './wire.js';

/**
 * The requests of `Append` and `BatchAppend`, read by hand: they are the messages that a node gets most, and the
 * generated code takes longer over one than everything else that is done with it. A test compares the two.
 */

/** An event as a client sends it; nothing is checked yet. */
export interface ProposedMessage {
  /** 16 bytes; undefined when there is no id, or none that is a UUID. */
  id: Buffer | undefined;
  type: string | undefined;
  contentType: string | undefined;
  data: Buffer;
  metadata: Buffer;
}

export interface AppendOptions {
  /** The stream's name in bytes; empty when there is none. */
  stream: Buffer;
  expected: Expected | undefined;
  /** Milliseconds since the Unix epoch. */
  deadline: number;
  /** The message that names the stream, as it came. */
  identifier: Buffer;
}

export interface AppendRequest {
  options: AppendOptions | undefined;
  message: ProposedMessage | undefined;
}

export interface BatchAppendRequest {
  /** The message that tells this append from others, as it came, and the 16 bytes in it if it is a UUID. */
  correlation: { raw: Buffer; id: Buffer | undefined } | undefined;
  options: AppendOptions | undefined;
  messages: ProposedMessage[];
  isFinal: boolean;
}

const NO_BYTES = Buffer.alloc(0);

/** Throws WireError when it is no message. */
export function decodeAppend(bytes: Buffer): AppendRequest {
  const request: AppendRequest = { options: undefined, message: undefined };
  const reader = new WireReader(bytes);
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    // One or the other: the last one counts.
    if (field === 1) Object.assign(request, { options: decodeOptions(reader.message()), message: undefined });
    else if (field === 2)
      Object.assign(request, { options: undefined, message: decodeMessage(reader.message()) });
    else reader.skip();
  }
  return request;
}

/** Throws WireError when it is no message. */
export function decodeBatchAppend(bytes: Buffer): BatchAppendRequest {
  const request: BatchAppendRequest = {
    correlation: undefined,
    options: undefined,
    messages: [],
    isFinal: false,
  };
  const reader = new WireReader(bytes);
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    switch (field) {
      case 1: {
        const raw = reader.bytes();
        request.correlation = { raw, id: decodeUuid(new WireReader(raw)) };
        break;
      }
      case 2:
        request.options = decodeOptions(reader.message());
        break;
      case 3:
        request.messages.push(decodeMessage(reader.message()));
        break;
      case 4:
        request.isFinal = reader.varint() !== 0;
        break;
      default:
        reader.skip();
    }
  }
  return request;
}

const EXPECTED_WORDS: Partial<Record<number, Expected>> = { 3: 'no_stream', 4: 'any', 5: 'stream_exists' };

function decodeOptions(reader: WireReader): AppendOptions {
  const options: AppendOptions = {
    stream: NO_BYTES,
    expected: undefined,
    deadline: Infinity,
    identifier: NO_BYTES,
  };
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    switch (field) {
      case 1:
        options.identifier = reader.bytes();
        options.stream = decodeStreamName(new WireReader(options.identifier));
        break;
      case 2:
        options.expected = Math.min(reader.varint(), Number.MAX_SAFE_INTEGER);
        break;
      case 3:
      case 4:
      case 5:
        reader.skip();
        options.expected = EXPECTED_WORDS[field];
        break;
      case 6:
        options.deadline = decodeTime(reader.message());
        break;
      // Newer clients say how long they wait, not until when.
      case 7:
        options.deadline = Date.now() + decodeTime(reader.message());
        break;
      default:
        reader.skip();
    }
  }
  return options;
}

function decodeStreamName(reader: WireReader): Buffer {
  let name: Buffer = NO_BYTES;
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 3) name = reader.bytes();
    else reader.skip();
  }
  return name;
}

/** Milliseconds out of Google's `Timestamp` or `Duration`. */
function decodeTime(reader: WireReader): number {
  let millis = 0;
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) millis += reader.signed() * 1_000;
    else if (field === 2) millis += reader.signed() / 1_000_000;
    else reader.skip();
  }
  return millis;
}

function decodeMessage(reader: WireReader): ProposedMessage {
  const message: ProposedMessage = {
    id: undefined,
    type: undefined,
    contentType: undefined,
    data: NO_BYTES,
    metadata: NO_BYTES,
  };
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    switch (field) {
      case 1:
        message.id = decodeUuid(reader.message());
        break;
      case 2:
        decodeProperty(reader.message(), message);
        break;
      case 3:
        message.metadata = reader.bytes();
        break;
      case 4:
        message.data = reader.bytes();
        break;
      default:
        reader.skip();
    }
  }
  return message;
}

function decodeProperty(reader: WireReader, message: ProposedMessage): void {
  let key = '';
  let value = '';
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) key = reader.text();
    else if (field === 2) value = reader.text();
    else reader.skip();
  }
  if (key === 'type') message.type = value;
  else if (key === 'content-type') message.contentType = value;
}

function decodeUuid(reader: WireReader): Buffer | undefined {
  let id: Buffer | undefined;
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) id = decodeStructured(reader.message());
    else if (field === 2) id = uuidBytesOf(reader.text());
    else reader.skip();
  }
  return id;
}

/** The two halves as numbers. */
function decodeStructured(reader: WireReader): Buffer {
  const id = Buffer.alloc(16);
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) id.writeBigUInt64BE(reader.bits(), 0);
    else if (field === 2) id.writeBigUInt64BE(reader.bits(), 8);
    else reader.skip();
  }
  return id;
}
