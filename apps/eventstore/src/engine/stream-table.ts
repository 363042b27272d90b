import type { IndexEntry, IndexUpdate, Progress, StoreIndex } from '../index/store-index.js';
import type { EventFields } from '../log/record.js';
import type { Location, Tail } from '../log/segment-log.js';
import { INDEX_FORMAT } from '../index/store-index.js';
import { Overlay, Recent } from './overlay.js';
import { METADATA_TYPE, TOMBSTONE_TYPE } from './decide.js';
import { isMetadataStream, originalStreamOf, parseLimits, type StreamState } from './stream-state.js';

/** Streams whose state is kept in memory, for those that are written to again and again. */
const RECENT_STREAMS = 4_096;

/** Changes of one group that the index does not show yet. */
class Layer {
  readonly streams = new Map<string, StreamState>();
  readonly byRevision = new Map<string, IndexEntry>();
  readonly byId = new Map<string, number>();
  readonly entries: IndexEntry[] = [];
  /** Data of metadata events, which later decisions of the same group may build on. */
  readonly metadata = new Map<string, { revision: number; data: Uint8Array }>();
}

/**
 * What every stream is like as of the last event, whether or not the index shows it already: the index, with
 * the groups that are on their way into it laid over.
 */
export class StreamTable {
  private readonly streams = new Overlay<StreamState>();
  private readonly byRevision = new Overlay<IndexEntry>();
  private readonly byId = new Overlay<number>();
  private readonly metadata = new Overlay<{ revision: number; data: Uint8Array }>();
  private readonly recent = new Recent<StreamState>(RECENT_STREAMS);
  private current = new Layer();
  private committedStreamId: number;

  constructor(
    private readonly index: StoreIndex,
    private nextStreamId: number,
  ) {
    this.committedStreamId = nextStreamId;
  }

  /** Number that the next new stream gets. */
  get nextId(): number {
    return this.nextStreamId;
  }

  stream(name: string): StreamState | undefined {
    return this.current.streams.get(name) ?? this.streams.get(name) ?? this.indexed(name);
  }

  eventIdAt(streamId: number, revision: number): Buffer | undefined {
    return this.entryAt(streamId, revision)?.eventId ?? this.index.eventIdAt(streamId, revision);
  }

  positionOf(streamId: number, revision: number): number | undefined {
    return this.entryAt(streamId, revision)?.position ?? this.index.positionOf(streamId, revision);
  }

  locationOf(streamId: number, revision: number): { position: number; location: Location } | undefined {
    const entry = this.entryAt(streamId, revision);
    if (entry) return entry;
    const position = this.index.positionOf(streamId, revision);
    const location = position === undefined ? undefined : this.index.locate(position);
    return position === undefined || location === undefined ? undefined : { position, location };
  }

  revisionOf(streamId: number, eventId: Buffer): number | undefined {
    const key = idKey(streamId, eventId);
    return this.current.byId.get(key) ?? this.byId.get(key) ?? this.index.revisionOf(streamId, eventId);
  }

  /** Whether the index does not show the stream's last changes yet. */
  isPending(name: string): boolean {
    return this.streams.has(name);
  }

  /** Data of a metadata stream's event that may not have been written to the log yet. */
  pendingData(stream: string, revision: number): Uint8Array | undefined {
    const pending = this.current.metadata.get(stream) ?? this.metadata.get(stream);
    return pending?.revision === revision ? pending.data : undefined;
  }

  /** Takes one event into the group that is being put together. */
  apply(event: EventFields & { erased?: boolean }, location: Location): void {
    const before = this.stream(event.stream);
    const tombstoned = event.type === TOMBSTONE_TYPE;
    const state: StreamState = {
      id: before?.id ?? this.nextStreamId++,
      last: tombstoned ? (before?.last ?? -1) : event.revision,
      tombstoned: tombstoned || before?.tombstoned === true,
      limits: before?.limits ?? {},
    };
    const { streams, entries, byRevision, byId } = this.current;
    streams.set(event.stream, state);
    const entry: IndexEntry = {
      streamId: state.id,
      revision: event.revision,
      position: event.position,
      eventId: event.id,
      location,
    };
    if (event.erased) return;
    entries.push(entry);
    byRevision.set(revisionKey(state.id, event.revision), entry);
    byId.set(idKey(state.id, event.id), event.revision);
    if (event.type !== METADATA_TYPE || !isMetadataStream(event.stream)) return;
    this.current.metadata.set(event.stream, { revision: event.revision, data: event.data });
    this.applyLimits(event);
  }

  /** Forgets the group that is being put together: it did not reach the disk. */
  rollback(): void {
    this.current = new Layer();
    this.nextStreamId = this.committedStreamId;
  }

  /**
   * The group is on the disk. Returns what the index has to take over, and the function to call when it has.
   */
  commit(tail: Tail, nextPosition: number): { update: IndexUpdate; indexed: () => void } {
    const layer = this.current;
    this.add(layer);
    this.current = new Layer();
    this.committedStreamId = this.nextStreamId;
    const progress: Progress = {
      ...tail,
      nextPosition,
      nextStreamId: this.nextStreamId,
      format: INDEX_FORMAT,
    };
    const update = { streams: layer.streams, entries: layer.entries, progress };
    return { update, indexed: () => this.remove(layer) };
  }

  private applyLimits(event: EventFields): void {
    const name = originalStreamOf(event.stream);
    const before = this.stream(name);
    const limits = parseLimits(event.data);
    const state = before ?? { id: this.nextStreamId++, last: -1, tombstoned: false };
    this.current.streams.set(name, { ...state, limits });
  }

  private entryAt(streamId: number, revision: number): IndexEntry | undefined {
    const key = revisionKey(streamId, revision);
    return this.current.byRevision.get(key) ?? this.byRevision.get(key);
  }

  private indexed(name: string): StreamState | undefined {
    const known = this.recent.get(name);
    if (known) return known;
    const state = this.index.stream(name);
    if (state) this.remember(name, state);
    return state;
  }

  /** An ACL may be large, so a state that has one is looked up each time. */
  private remember(name: string, state: StreamState): void {
    if (state.limits.acl) this.recent.delete(name);
    else this.recent.put(name, state);
  }

  private add({ streams, byRevision, byId, metadata }: Layer): void {
    this.streams.add(streams);
    this.byRevision.add(byRevision);
    this.byId.add(byId);
    this.metadata.add(metadata);
  }

  /** The index shows the layer. */
  private remove({ streams, byRevision, byId, metadata }: Layer): void {
    for (const [name, state] of streams) this.remember(name, state);
    this.streams.remove(streams);
    this.byRevision.remove(byRevision);
    this.byId.remove(byId);
    this.metadata.remove(metadata);
  }
}

function revisionKey(streamId: number, revision: number): string {
  return `${streamId}:${revision}`;
}

function idKey(streamId: number, eventId: Buffer): string {
  return `${streamId}:${eventId.toString('latin1')}`;
}
