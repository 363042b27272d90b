import type { Engine } from '../engine/engine.js';
import type { StoredEvent } from '../log/record.js';
import type { ResolvedEvent } from './encode-event.js';

export const LINK_TYPE = '$>';

/**
 * What a reader gets for an event: itself, or what it links to. Await `engine.settled()` before resolving links
 * among events that have only just been written.
 */
export function resolve(engine: Engine, event: StoredEvent, resolveLinks: boolean): ResolvedEvent {
  if (!resolveLinks || event.type !== LINK_TYPE) return { event, link: undefined };
  return { event: engine.reader.target(event), link: event };
}
