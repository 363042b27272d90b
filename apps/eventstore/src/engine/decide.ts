import { TOMBSTONE_REVISION } from '../log/record.js';
import { newEventId } from './event-id.js';
import type {
  AddressedEvent,
  Decision,
  Expected,
  PlannedEvent,
  ProposedEvent,
  WriteCommand,
} from './command.js';
import {
  isMetadataStream,
  isSoftDeleted,
  metadataStreamOf,
  originalStreamOf,
  parseObject,
  type StreamState,
} from './stream-state.js';

export const METADATA_TYPE = '$metadata';
export const TOMBSTONE_TYPE = '$streamDeleted';
/** The protocol's Int64.Max, as `$tb` of a soft-deleted stream. */
export const INT64_MAX = '9223372036854775807';

const NO_BYTES = new Uint8Array(0);

/** What a decision may look up; all of it as of the last decided write, committed or in the same group. */
export interface Lookup {
  stream(name: string): StreamState | undefined;
  eventIdAt(streamId: number, revision: number): Buffer | undefined;
  revisionOf(streamId: number, eventId: Buffer): number | undefined;
  positionOf(streamId: number, revision: number): number | undefined;
  /** Data of the last event of a stream, for its metadata to be carried over. */
  lastData(stream: string, state: StreamState): Uint8Array;
}

/** Decides what a command writes, or why it writes nothing. Reads only; the same rules as EventStoreDB's. */
export function decide(command: WriteCommand, lookup: Lookup): Decision {
  if (command.kind === 'several') return planSeveral(command.events, lookup);
  const state = lookup.stream(command.stream);
  if (state?.tombstoned || isMetadataOfTombstoned(command.stream, lookup)) {
    return { kind: 'answer', outcome: { kind: 'stream-deleted' } };
  }
  switch (command.kind) {
    case 'append':
      return decideAppend(command.stream, command.expected, command.events, state, lookup);
    case 'delete':
      return refuse(command.expected, state) ?? planSoftDelete(command.stream, state, lookup);
    case 'tombstone':
      return refuse(command.expected, state) ?? planTombstone(command.stream);
    default: {
      const never: never = command;
      return never;
    }
  }
}

function isMetadataOfTombstoned(stream: string, lookup: Lookup): boolean {
  return isMetadataStream(stream) && lookup.stream(originalStreamOf(stream))?.tombstoned === true;
}

function decideAppend(
  stream: string,
  expected: Expected,
  events: readonly ProposedEvent[],
  state: StreamState | undefined,
  lookup: Lookup,
): Decision {
  const last = state?.last ?? -1;
  const softDeleted = state !== undefined && isSoftDeleted(state);
  const earlier = findEarlierWrite(expected, events, state, lookup);
  switch (earlier.kind) {
    case 'same':
      return done(earlier.revision, lookup.positionOf(earlier.streamId, earlier.revision));
    case 'different':
      return wrongVersion(softDeleted ? -1 : last);
    case 'none':
      break;
  }
  if (expected === 'stream_exists' && softDeleted)
    return { kind: 'answer', outcome: { kind: 'stream-deleted' } };
  const refusal = refuse(expected, state);
  if (refusal) return refusal;
  if (events.length === 0) return done(last, undefined);
  const planned = events.map((event, index): PlannedEvent => ({
    ...event,
    stream,
    revision: last + 1 + index,
  }));
  const undelete = softDeleted ? [planUndelete(stream, last + 1, lookup)] : [];
  return { kind: 'write', events: [...undelete, ...planned], revision: last + events.length };
}

/** A refusal if the expectation does not hold, otherwise nothing. */
function refuse(expected: Expected, state: StreamState | undefined): Decision | undefined {
  const last = state?.last ?? -1;
  const exists = last >= 0 && state !== undefined && !isSoftDeleted(state);
  switch (expected) {
    case 'any':
      return undefined;
    case 'no_stream':
      return exists ? wrongVersion(last) : undefined;
    case 'stream_exists':
      return exists ? undefined : wrongVersion(-1);
    default:
      return expected === last ? undefined : wrongVersion(last);
  }
}

type EarlierWrite =
  | { kind: 'none' }
  | { kind: 'same'; revision: number; streamId: number }
  /** Some of the ids are there already, but not as this append would have put them. */
  | { kind: 'different' };

function findEarlierWrite(
  expected: Expected,
  events: readonly ProposedEvent[],
  state: StreamState | undefined,
  lookup: Lookup,
): EarlierWrite {
  const first = events[0];
  if (state === undefined || first === undefined || state.last < 0) return { kind: 'none' };
  const followsAt = (start: number): boolean =>
    events.every(({ id }, index) => lookup.eventIdAt(state.id, start + index)?.equals(id) === true);
  const same = (start: number): EarlierWrite => ({
    kind: 'same',
    revision: start + events.length - 1,
    streamId: state.id,
  });
  if (typeof expected === 'number') {
    return expected < state.last && followsAt(expected + 1) ? same(expected + 1) : { kind: 'none' };
  }
  if (expected === 'no_stream') {
    const start = [0, state.limits.truncateBefore ?? 0].find((at) => at <= state.last && followsAt(at));
    return start === undefined ? { kind: 'none' } : same(start);
  }
  const found = events.map(({ id }) => lookup.revisionOf(state.id, id));
  if (found.every((revision) => revision === undefined)) return { kind: 'none' };
  const start = found[0];
  return start !== undefined && followsAt(start) ? same(start) : { kind: 'different' };
}

/** What goes to a stream that has ended is left out; one that is hidden comes back. */
function planSeveral(events: readonly AddressedEvent[], lookup: Lookup): Decision {
  const planned: PlannedEvent[] = [];
  const next = new Map<string, number>();
  for (const { stream, event } of events) {
    const state = lookup.stream(stream);
    if (state?.tombstoned) continue;
    const revision = next.get(stream) ?? (state?.last ?? -1) + 1;
    if (!next.has(stream) && state !== undefined && isSoftDeleted(state))
      planned.push(planUndelete(stream, revision, lookup));
    next.set(stream, revision + 1);
    planned.push({ ...event, stream, revision });
  }
  return planned.length === 0 ? done(-1, undefined) : { kind: 'write', events: planned, revision: -1 };
}

function planSoftDelete(stream: string, state: StreamState | undefined, lookup: Lookup): Decision {
  return { kind: 'write', events: [planTruncation(stream, INT64_MAX, lookup)], revision: state?.last ?? -1 };
}

function planTombstone(stream: string): Decision {
  const event = systemEvent(stream, TOMBSTONE_REVISION, TOMBSTONE_TYPE, NO_BYTES);
  return { kind: 'write', events: [event], revision: TOMBSTONE_REVISION };
}

/** Writing to a soft-deleted stream brings it back, from the new event on. */
function planUndelete(stream: string, firstRevision: number, lookup: Lookup): PlannedEvent {
  return planTruncation(stream, String(firstRevision), lookup);
}

/** A metadata event that carries over what the metadata say and sets `$tb`. */
function planTruncation(stream: string, truncateBefore: string, lookup: Lookup): PlannedEvent {
  const metadataStream = metadataStreamOf(stream);
  const state = lookup.stream(metadataStream);
  const current =
    state === undefined || state.last < 0 ? {} : parseObject(lookup.lastData(metadataStream, state));
  const { $tb: _replaced, ...kept } = current;
  const rest = JSON.stringify(kept).slice(1, -1);
  // `$tb` is written by hand, because a double cannot hold Int64.Max.
  const data = Buffer.from(`{"$tb":${truncateBefore}${rest === '' ? '' : `,${rest}`}}`);
  return systemEvent(metadataStream, (state?.last ?? -1) + 1, METADATA_TYPE, data);
}

function systemEvent(stream: string, revision: number, type: string, data: Uint8Array): PlannedEvent {
  return { id: newEventId(), type, isJson: data.length > 0, data, metadata: NO_BYTES, stream, revision };
}

function done(revision: number, position: number | undefined): Decision {
  return { kind: 'answer', outcome: { kind: 'done', revision, position } };
}

function wrongVersion(actual: number): Decision {
  return { kind: 'answer', outcome: { kind: 'wrong-version', actual } };
}
