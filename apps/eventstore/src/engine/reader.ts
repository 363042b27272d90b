import type { StoreIndex } from '../index/store-index.js';
import { CorruptionError } from '../errors.js';
import type { StoredEvent } from '../log/record.js';
import type { Location, SegmentLog } from '../log/segment-log.js';
import type { StreamTable } from './stream-table.js';
import { firstServedRevision, isVisible, type StreamState } from './stream-state.js';

export type Direction = 'forwards' | 'backwards';

/** A part of a read. `next` is where to go on (inclusive); undefined when nothing is left. */
export interface Page {
  events: StoredEvent[];
  next: number | undefined;
}

export type StreamPage = ({ kind: 'page' } & Page) | { kind: 'not-found' } | { kind: 'deleted' };

/** A page holds at most this much, so that one reader neither blocks the others nor fills the memory. */
const PAGE_EVENTS = 256;
const PAGE_BYTES = 1 << 20;

interface Place {
  position: number;
  location: Location;
}

/** Reads of what the index shows. Everything in one call is synchronous, so it sees one state. */
export class Reader {
  constructor(
    private readonly log: SegmentLog,
    private readonly index: StoreIndex,
    private readonly table: StreamTable,
  ) {}

  /** Events of all streams from a position on (inclusive), at most `limit`. */
  all(from: number, direction: Direction, limit = PAGE_EVENTS): Page {
    const reverse = direction === 'backwards';
    const wanted = Math.min(limit, PAGE_EVENTS);
    const found = this.index.positionsFrom(from, wanted, reverse);
    const places = withinBytes(found);
    const last = places.at(-1);
    const ended = places.length === found.length && found.length < wanted;
    return {
      events: this.readPlaces(places),
      next: last === undefined || ended ? undefined : last.position + (reverse ? -1 : 1),
    };
  }

  /**
   * Events of one stream from a revision on (inclusive), without those that its metadata hide.
   * @param now milliseconds since the Unix epoch, for `$maxAge`
   */
  stream(name: string, from: number, direction: Direction, limit: number, now: number): StreamPage {
    const state = this.table.stream(name);
    if (state?.tombstoned) return { kind: 'deleted' };
    if (!isVisible(state)) return { kind: 'not-found' };
    const first = firstServedRevision(name, state);
    const reverse = direction === 'backwards';
    const start = reverse ? Math.min(from, state.last) : Math.max(from, first);
    const wanted = Math.min(limit, PAGE_EVENTS);
    if (start < first || start > state.last || wanted <= 0)
      return { kind: 'page', events: [], next: undefined };
    const found = this.index
      .revisionsFrom(state.id, start, reverse ? first : state.last, wanted, reverse)
      .flatMap(({ position, revision }) => this.place(name, position, revision));
    const places = withinBytes(found);
    const events = this.readPlaces(places);
    events.forEach((event, at) => this.checkStream(event, name, found[at]));
    const lastRead = events.at(-1)?.revision;
    const next = lastRead === undefined ? undefined : lastRead + (reverse ? -1 : 1);
    const ended = next === undefined || (reverse ? next < first : next > state.last);
    return { kind: 'page', events: withoutExpired(events, state, now), next: ended ? undefined : next };
  }

  /** One event of a stream, whatever the metadata hide; undefined when the index does not show it. */
  event(name: string, revision: number): StoredEvent | undefined {
    const state = this.table.stream(name);
    const found = state && this.table.locationOf(state.id, revision);
    return found && this.log.read(found.location, found.position);
  }

  /** The event that a link points to; undefined when it is gone, or hidden. */
  target(link: StoredEvent): StoredEvent | undefined {
    const [revision, ...name] = link.data.toString('utf8').split('@');
    const stream = name.join('@');
    const state = this.table.stream(stream);
    const wanted = Number(revision);
    if (!isVisible(state) || state.tombstoned || !Number.isSafeInteger(wanted)) return undefined;
    return wanted < firstServedRevision(stream, state) ? undefined : this.event(stream, wanted);
  }

  private place(stream: string, position: number, revision: number): (Place & { revision: number })[] {
    const location = this.index.locate(position);
    if (location === undefined)
      throw new CorruptionError('index', 0, `no place for revision ${revision} of ${stream}`);
    return [{ position, location, revision }];
  }

  private checkStream(event: StoredEvent, name: string, place: { revision: number } | undefined): void {
    if (event.stream === name && event.revision === place?.revision) return;
    throw new CorruptionError(
      'index',
      0,
      `position ${event.position} is not revision ${place?.revision} of ${name}`,
    );
  }

  private readPlaces(places: readonly Place[]): StoredEvent[] {
    const events: StoredEvent[] = [];
    for (let at = 0; at < places.length;) {
      const run = adjacentRun(places, at);
      const first = places[at + run - 1];
      const start = places[at];
      if (first === undefined || start === undefined) break;
      const lower = start.location.offset <= first.location.offset ? start.location : first.location;
      const upper = lower === start.location ? first.location : start.location;
      const bytes = this.log.readBytes(lower.segment, lower.offset, upper.offset + upper.size - lower.offset);
      for (const { location, position } of places.slice(at, at + run)) {
        events.push(this.log.decode(bytes, location.offset - lower.offset, location, position));
      }
      at += run;
    }
    return events;
  }
}

/** How many places from `at` on lie side by side in one segment, in either direction. */
function adjacentRun(places: readonly Place[], at: number): number {
  let run = 1;
  for (;;) {
    const here = places[at + run - 1]?.location;
    const next = places[at + run]?.location;
    if (here === undefined || next === undefined || here.segment !== next.segment) return run;
    const adjacent = here.offset + here.size === next.offset || next.offset + next.size === here.offset;
    if (!adjacent) return run;
    run++;
  }
}

function withinBytes<T extends Place>(places: readonly T[]): T[] {
  let bytes = 0;
  const end = places.findIndex(({ location }) => (bytes += location.size) > PAGE_BYTES);
  return end < 0 ? [...places] : places.slice(0, Math.max(1, end));
}

function withoutExpired(events: StoredEvent[], state: StreamState, now: number): StoredEvent[] {
  const { maxAge } = state.limits;
  if (maxAge === undefined) return events;
  const oldest = (now - maxAge * 1000) * 1000;
  return events.filter(({ createdMicros }) => createdMicros >= oldest);
}
