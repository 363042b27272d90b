import type { Expected, ProposedEvent } from '../engine/command.js';
import { invalid, missingProperty } from './failure.js';
import type { AppendOptions, ProposedMessage } from './decode-append.js';
import type { sharedPb } from './stubs.js';

/** LMDB keys are limited, and so are stream names. */
const MAX_STREAM_NAME = 1_024;
const MAX_TYPE = 4_096;
const NO_BYTES = new Uint8Array(0);

/** The stream name in a request. Throws a Failure when it is missing or cannot be one. */
export function streamName(identifier: sharedPb.StreamIdentifier | undefined): string {
  return streamNameOf(identifier?.getStreamName_asU8() ?? NO_BYTES);
}

/** The stream name in bytes. Throws a Failure when it cannot be one. */
function streamNameOf(bytes: Uint8Array): string {
  if (bytes.length === 0) throw invalid('A stream name is required.');
  const name = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  if (Buffer.byteLength(name) > MAX_STREAM_NAME)
    throw invalid(`A stream name has at most ${MAX_STREAM_NAME} bytes.`);
  if (name.includes('\0')) throw invalid('A stream name must not contain a null character.');
  return name;
}

/** A name that may be written to: not `$all`, not the metadata of metadata. */
export function writableStreamName(identifier: sharedPb.StreamIdentifier | undefined): string {
  return writable(streamName(identifier));
}

function writable(name: string): string {
  if (name === '$all' || name === '$$$all' || name === '$$' || name.startsWith('$$$$')) {
    throw invalid(`Stream '${name}' cannot be written to.`);
  }
  return name;
}

/** A uint64 out of a request; anything beyond what can exist becomes the largest safe integer. */
export function wholeNumber(text: string): number {
  return Math.min(Number(text), Number.MAX_SAFE_INTEGER);
}

interface ExpectedOptions {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}

/** The expectation of a request, whose number is `revision` if it has one. */
export function expectedOf(options: ExpectedOptions, revision: string | undefined): Expected {
  if (revision !== undefined) return wholeNumber(revision);
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  if (options.hasAny()) return 'any';
  throw invalid('An expected revision is required.');
}

/** Where an append goes, and what its writer believes. Throws a Failure when either is missing. */
export function targetOf(options: AppendOptions): { stream: string; expected: Expected } {
  const stream = writable(streamNameOf(options.stream));
  if (options.expected === undefined) throw invalid('An expected revision is required.');
  return { stream, expected: options.expected };
}

/** An event to append. Throws a Failure when its id or type is missing. */
export function proposedEvent(message: ProposedMessage): ProposedEvent {
  const { id, type, contentType, data, metadata } = message;
  if (id === undefined) throw invalid('An event id is required and must be a UUID.');
  if (type === undefined) throw missingProperty('type');
  if (contentType === undefined) throw missingProperty('content-type');
  if (type === '') throw invalid('An event type must not be empty.');
  if (Buffer.byteLength(type) > MAX_TYPE) throw invalid(`An event type has at most ${MAX_TYPE} bytes.`);
  return { id, type, isJson: contentType === 'application/json', data, metadata };
}

export function sizeOfEvent(event: ProposedEvent): number {
  return event.data.length + event.metadata.length + Buffer.byteLength(event.type) + 16;
}
