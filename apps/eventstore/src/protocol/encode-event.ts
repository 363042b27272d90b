import { TOMBSTONE_REVISION, type StoredEvent } from '../log/record.js';
import { uuidText } from './uuid.js';
import { varintSize, writeBytes, writeTagged } from './wire.js';

/**
 * The protocol's event messages, written by hand straight from the log's bytes: several times faster than
 * through message objects, and events are most of what a node sends. The conformance suite reads them with the
 * generated code.
 */

const FIELD_EVENT = 0x0a;
const FIELD_LINK = 0x12;
const FIELD_COMMIT_POSITION = 0x18;
const FIELD_RETRY_COUNT = 0x28;
const JSON_TYPE = Buffer.from('application/json');
const BYTES_TYPE = Buffer.from('application/octet-stream');
const KEY_TYPE = Buffer.from('type');
const KEY_CONTENT_TYPE = Buffer.from('content-type');
const KEY_CREATED = Buffer.from('created');

/** An event as a reader gets it. */
export interface ResolvedEvent {
  /** Missing when a link points to nothing. */
  event: StoredEvent | undefined;
  /** The link through which the event was found. */
  link: StoredEvent | undefined;
}

/** `ReadResp{event}` of the streams service. */
export function encodeReadEvent(resolved: ResolvedEvent): Buffer {
  return encodeEnvelope(resolved, undefined);
}

/** `ReadResp{event}` of the persistent subscriptions service. */
export function encodeDelivery(resolved: ResolvedEvent, retryCount: number): Buffer {
  return encodeEnvelope(resolved, retryCount);
}

function encodeEnvelope({ event, link }: ResolvedEvent, retryCount: number | undefined): Buffer {
  const position = (link ?? event)?.position ?? 0;
  const eventLayout = event && layoutOf(event);
  const linkLayout = link && layoutOf(link);
  const inner =
    sizeOfPart(eventLayout) +
    sizeOfPart(linkLayout) +
    1 +
    varintSize(position) +
    (retryCount === undefined ? 0 : 1 + varintSize(retryCount));
  const out = Buffer.allocUnsafe(1 + varintSize(inner) + inner);
  let at = writeTagged(out, 0, FIELD_EVENT, inner);
  if (event && eventLayout)
    at = writeRecorded(out, writeTagged(out, at, FIELD_EVENT, eventLayout.size), event, eventLayout);
  if (link && linkLayout)
    at = writeRecorded(out, writeTagged(out, at, FIELD_LINK, linkLayout.size), link, linkLayout);
  at = writeTagged(out, at, FIELD_COMMIT_POSITION, position);
  if (retryCount !== undefined) writeTagged(out, at, FIELD_RETRY_COUNT, retryCount);
  return out;
}

interface Layout {
  stream: Buffer;
  type: Buffer;
  created: Buffer;
  contentType: Buffer;
  size: number;
}

function layoutOf(event: StoredEvent): Layout {
  const stream = Buffer.from(event.stream);
  const type = Buffer.from(event.type);
  const created = Buffer.from(`${event.createdMicros}0`);
  const contentType = event.isJson ? JSON_TYPE : BYTES_TYPE;
  const identifier = 1 + varintSize(stream.length) + stream.length;
  const size =
    40 +
    (1 + varintSize(identifier) + identifier) +
    (1 + revisionSize(event.revision)) +
    2 * (1 + varintSize(event.position)) +
    entrySize(KEY_TYPE, type) +
    entrySize(KEY_CONTENT_TYPE, contentType) +
    entrySize(KEY_CREATED, created) +
    bytesSize(event.metadata) +
    bytesSize(event.data);
  return { stream, type, created, contentType, size };
}

function writeRecorded(out: Buffer, start: number, event: StoredEvent, layout: Layout): number {
  const { stream, type, created, contentType } = layout;
  let at = writeTagged(out, start, 0x0a, 38);
  at = writeTagged(out, at, 0x12, 36);
  at += out.write(uuidText(event.id), at, 'latin1');
  at = writeTagged(out, at, 0x12, 1 + varintSize(stream.length) + stream.length);
  at = writeBytes(out, at, 0x1a, stream);
  at = writeRevision(out, at, 0x18, event.revision);
  at = writeTagged(out, at, 0x20, event.position);
  at = writeTagged(out, at, 0x28, event.position);
  at = writeEntry(out, at, KEY_TYPE, type);
  at = writeEntry(out, at, KEY_CONTENT_TYPE, contentType);
  at = writeEntry(out, at, KEY_CREATED, created);
  if (event.metadata.length > 0) at = writeBytes(out, at, 0x3a, event.metadata);
  if (event.data.length > 0) at = writeBytes(out, at, 0x42, event.data);
  return at;
}

function sizeOfPart(layout: Layout | undefined): number {
  return layout === undefined ? 0 : 1 + varintSize(layout.size) + layout.size;
}

function bytesSize(bytes: Buffer): number {
  return bytes.length === 0 ? 0 : 1 + varintSize(bytes.length) + bytes.length;
}

function entrySize(key: Buffer, value: Buffer): number {
  const inner = 2 + key.length + 1 + varintSize(value.length) + value.length;
  return 1 + varintSize(inner) + inner;
}

function writeEntry(out: Buffer, start: number, key: Buffer, value: Buffer): number {
  const inner = 2 + key.length + 1 + varintSize(value.length) + value.length;
  const at = writeBytes(out, writeTagged(out, start, 0x32, inner), 0x0a, key);
  return writeBytes(out, at, 0x12, value);
}

function revisionSize(revision: number): number {
  return revision === TOMBSTONE_REVISION ? 9 : varintSize(revision);
}

/** A tombstone's revision goes out as Int64.Max. */
function writeRevision(out: Buffer, start: number, tag: number, revision: number): number {
  if (revision !== TOMBSTONE_REVISION) return writeTagged(out, start, tag, revision);
  out.writeUInt8(tag, start);
  out.fill(0xff, start + 1, start + 9);
  out.writeUInt8(0x7f, start + 9);
  return start + 10;
}
