import type { Engine } from '../engine/engine.js';
import type { ProposedEvent } from '../engine/command.js';
import { newEventId } from '../engine/event-id.js';
import { METADATA_TYPE } from '../engine/decide.js';
import { metadataStreamOf } from '../engine/stream-state.js';

/** An event of the node's own. */
export function jsonEvent(type: string, data: unknown): ProposedEvent {
  const bytes = Buffer.from(JSON.stringify(data));
  return { id: newEventId(), type, isJson: true, data: bytes, metadata: new Uint8Array(0) };
}

/** Appends a JSON event to a stream of the node's own. Resolves when it is durable. */
export async function appendJson(engine: Engine, stream: string, type: string, data: unknown): Promise<void> {
  const event = jsonEvent(type, data);
  const outcome = await engine.write({ kind: 'append', stream, expected: 'any', events: [event] });
  if (outcome.kind !== 'done') throw new Error(`the system stream ${stream} cannot be written`);
}

/** Sets the metadata of a stream of the node's own. */
export function setMetadata(engine: Engine, stream: string, metadata: Record<string, number>): Promise<void> {
  return appendJson(engine, metadataStreamOf(stream), METADATA_TYPE, metadata);
}

/** JSON of the last event of a stream; undefined when there is none. */
export function lastJson(engine: Engine, stream: string): unknown {
  const page = engine.readStream(stream, Number.MAX_SAFE_INTEGER, 'backwards', 1);
  const event = page.kind === 'page' ? page.events[0] : undefined;
  return event === undefined ? undefined : JSON.parse(event.data.toString('utf8'));
}
