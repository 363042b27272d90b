import { TOMBSTONE_REVISION } from '../log/record.js';
import { parseAcl, type StreamAcl } from './acl.js';

/** What a stream's metadata say, as far as it changes what is answered: `$maxCount`, `$maxAge`, `$tb`, `$acl`. */
export interface StreamLimits {
  maxCount?: number;
  /** Seconds. */
  maxAge?: number;
  /** Events before this revision are not served; TOMBSTONE_REVISION = soft-deleted. */
  truncateBefore?: number;
  acl?: StreamAcl;
}

/** All that an append or a read must know about a stream, beside its events. */
export interface StreamState {
  /** Number of the stream in the indexes. */
  id: number;
  /** Revision of the last event ever written, -1 when there is none. Never goes back. */
  last: number;
  tombstoned: boolean;
  limits: StreamLimits;
}

export function isSoftDeleted(state: StreamState): boolean {
  return (state.limits.truncateBefore ?? 0) >= TOMBSTONE_REVISION;
}

/** Whether a reader sees a stream of that name: it has been written to, and is not soft-deleted. */
export function isVisible(state: StreamState | undefined): state is StreamState {
  return state !== undefined && state.last >= 0 && !isSoftDeleted(state);
}

const METADATA_PREFIX = '$$';

export function isMetadataStream(stream: string): boolean {
  return stream.startsWith(METADATA_PREFIX);
}

export function metadataStreamOf(stream: string): string {
  return METADATA_PREFIX + stream;
}

/** The stream whose metadata the given metadata stream holds. */
export function originalStreamOf(metadataStream: string): string {
  return metadataStream.slice(METADATA_PREFIX.length);
}

/**
 * Limits out of the JSON of a `$metadata` event. Anything that is not a whole number, or not JSON, sets no limit,
 * as in EventStoreDB.
 */
export function parseLimits(data: Uint8Array): StreamLimits {
  const json = parseObject(data);
  const limits: StreamLimits = {};
  const maxCount = wholeNumber(json['$maxCount']);
  const maxAge = wholeNumber(json['$maxAge']);
  const truncateBefore = wholeNumber(json['$tb']);
  if (maxCount !== undefined && maxCount > 0) limits.maxCount = maxCount;
  if (maxAge !== undefined && maxAge > 0) limits.maxAge = maxAge;
  if (truncateBefore !== undefined) limits.truncateBefore = Math.min(truncateBefore, TOMBSTONE_REVISION);
  const acl = parseAcl(json['$acl']);
  if (acl) limits.acl = acl;
  return limits;
}

/** The object in a metadata event's data; an empty one when it holds none. */
export function parseObject(data: Uint8Array): Record<string, unknown> {
  if (data.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** First revision that `$tb` and `$maxCount` let through. `$maxAge` depends on each event's time. */
export function firstServedRevision(stream: string, state: StreamState): number {
  const { truncateBefore = 0, maxCount = isMetadataStream(stream) ? 1 : undefined } = state.limits;
  const byCount = maxCount === undefined ? 0 : state.last - maxCount + 1;
  return Math.max(0, truncateBefore, byCount);
}
