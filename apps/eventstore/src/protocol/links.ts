import type { Engine } from '../engine/engine.js';
import type { StoredEvent } from '../log/record.js';
import type { ResolvedEvent } from './encode-event.js';

export const LINK_TYPE = '$>';

/**
 * What a reader gets for an event: itself, or what it links to. Await `engine.settled()` before resolving links
 * among events that have only just been written.
 * @param mayRead what the reader may not read is not shown to them through a link either
 */
export function resolve(
  engine: Engine,
  event: StoredEvent,
  resolveLinks: boolean,
  mayRead: (stream: string) => boolean = () => true,
): ResolvedEvent {
  if (!resolveLinks || event.type !== LINK_TYPE) return { event, link: undefined };
  const target = engine.reader.target(event);
  return { event: target && mayRead(target.stream) ? target : undefined, link: event };
}
