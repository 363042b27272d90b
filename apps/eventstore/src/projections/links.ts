import type { AddressedEvent, ProposedEvent } from '../engine/command.js';
import { TOMBSTONE_TYPE } from '../engine/decide.js';
import { newEventId } from '../engine/event-id.js';
import type { StoredEvent } from '../log/record.js';
import { LINK_TYPE } from '../protocol/links.js';

/** What is longer does not fit into an index key; such an event gets no link. */
const MAX_STREAM_NAME = 1_024;
const NO_BYTES = new Uint8Array(0);

/**
 * The links that an event gives rise to, as EventStoreDB's system projections make them: in `$ce-{category}`, the part
 * of the stream's name before its first dash; in `$et-{type}`; and in `$streams` for the first event of a stream.
 * What the node writes for itself (streams and types with `$`) gives none, so that links do not make links.
 */
export function linksOf(event: StoredEvent): AddressedEvent[] {
  if (event.stream.startsWith('$') || event.type === TOMBSTONE_TYPE) return [];
  const isLink = event.type === LINK_TYPE;
  const target = isLink ? event.data.toString('utf8') : `${event.revision}@${event.stream}`;
  const links: AddressedEvent[] = [];
  const category = categoryOf(event.stream);
  if (category !== undefined) links.push(linkTo(target, `$ce-${category}`));
  if (!event.type.startsWith('$')) links.push(linkTo(target, `$et-${event.type}`));
  if (event.revision === 0) links.push(linkTo(`0@${event.stream}`, '$streams'));
  return links.filter(({ stream }) => Buffer.byteLength(stream) <= MAX_STREAM_NAME);
}

function categoryOf(stream: string): string | undefined {
  const dash = stream.indexOf('-');
  return dash > 0 ? stream.slice(0, dash) : undefined;
}

function linkTo(target: string, stream: string): AddressedEvent {
  const event: ProposedEvent = {
    id: newEventId(),
    type: LINK_TYPE,
    isJson: false,
    data: Buffer.from(target),
    metadata: NO_BYTES,
  };
  return { stream, event };
}
