import {
  eventUpcasters,
  REDACTED,
  type DomainEvent,
  type EventDefinition,
  type Recorded,
} from '@hearth/domain';
import { z } from 'zod';
import type { KeyRing } from '../keys/key-ring.js';
import type { AppendContext, UnknownEvent } from '../port.js';
import { eventId } from '../event-id.js';
import { EventDefinitions, type Upcaster } from './definitions.js';
import { decryptPart, encryptedPart, encryptPart, type PartPlace } from './personal.js';

type Data = Readonly<Record<string, unknown>>;

/** An event as it travels to the store. */
export interface WireEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Data;
  readonly metadata: Data;
}

/** An event as the store gives it back. */
export interface WireRecord extends WireEvent {
  readonly stream: string;
  readonly revision: number;
  /** In ms since the epoch. */
  readonly recordedAt: number;
}

export type Decoded =
  | { readonly kind: 'known'; readonly recorded: Recorded }
  | { readonly kind: 'unknown'; readonly revision: number; readonly unknown: UnknownEvent };

/** The key is there but the cipher text cannot be read: changed, moved, or encrypted otherwise. */
export interface CodecIncident {
  readonly kind: 'unreadable-personal-part';
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly keyId: string | null;
}

/** An event is not what its released definition says. Reading it again does not help. */
export class MalformedEvent extends Error {
  override readonly name = 'MalformedEvent';
}

export interface Codec {
  /** @throws MalformedEvent when an event is not what its definition says: strict on write */
  encode(
    stream: string,
    events: readonly DomainEvent[],
    context: AppendContext,
  ): Promise<readonly WireEvent[]>;
  /**
   * Lenient on read: unknown keys are kept. A personal part without a key, or that cannot be read, is `'redacted'`.
   * @throws MalformedEvent when a known event lacks what its definition asks for
   */
  decode(record: WireRecord): Promise<Decoded>;
}

const wireMetadata = z.object({
  $correlationId: z.string(),
  $causationId: z.string().optional(),
  actor: z.object({ kind: z.string(), id: z.string() }),
  organisationId: z.string(),
  schemaVersion: z.int().positive(),
});

const issuesOf = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join(', ');

/** Turns domain events into what lies in the store and back. */
export const createCodec = (options: {
  readonly definitions: readonly EventDefinition[];
  /** Those of the domain unless told otherwise. */
  readonly upcasters?: readonly Upcaster[];
  readonly keyRing: KeyRing;
  readonly organisationId: string;
  readonly onIncident: (incident: CodecIncident) => void;
}): Codec => {
  const definitions = new EventDefinitions(options.definitions, options.upcasters ?? eventUpcasters);

  const encrypt = async (stream: string, definition: EventDefinition, data: Data): Promise<Data> => {
    const { personal } = data;
    if (definition.subject === undefined || personal === undefined || personal === REDACTED) return data;
    const subject = definition.subject(data);
    const key = await options.keyRing.keyFor(subject);
    const place: PartPlace = { stream, type: definition.type, version: definition.version, subject };
    return { ...data, personal: encryptPart(personal, place, key) };
  };

  const encodeOne = async (
    stream: string,
    event: DomainEvent,
    index: number,
    context: AppendContext,
  ): Promise<WireEvent> => {
    const definition = definitions.newest(event.type);
    if (definition === undefined) throw new MalformedEvent(`There is no event ${event.type}`);
    const parsed = definition.data.safeParse(event.data);
    if (!parsed.success)
      throw new MalformedEvent(`${event.type} cannot be written: ${issuesOf(parsed.error)}`);
    return {
      id: eventId(context.commandId, index),
      type: event.type,
      data: await encrypt(stream, definition, parsed.data),
      metadata: {
        $correlationId: context.correlationId,
        ...(context.causationId === undefined ? {} : { $causationId: context.causationId }),
        actor: context.actor,
        organisationId: options.organisationId,
        schemaVersion: definition.version,
      },
    };
  };

  const readPersonal = async (record: WireRecord, definition: EventDefinition): Promise<unknown> => {
    const incident = (keyId: string | null): typeof REDACTED => {
      const { stream, revision, type } = record;
      options.onIncident({ kind: 'unreadable-personal-part', stream, revision, type, keyId });
      return REDACTED;
    };
    if (record.data['personal'] === REDACTED) return REDACTED;
    const part = encryptedPart.safeParse(record.data['personal']);
    const subject = definition.subject?.({ ...record.data, personal: REDACTED });
    if (!part.success || typeof subject !== 'string') return incident(null);
    const key = await options.keyRing.existing(subject);
    if (key === null || key.keyId !== part.data.keyId) return REDACTED;
    const { stream, type } = record;
    try {
      return decryptPart(part.data, { stream, type, version: definition.version, subject }, key);
    } catch {
      return incident(part.data.keyId);
    }
  };

  const decode = async (record: WireRecord): Promise<Decoded> => {
    const parsedMetadata = wireMetadata.safeParse(record.metadata);
    const { type, revision, stream, id, recordedAt } = record;
    if (!parsedMetadata.success) throw new MalformedEvent(`${type} has no usable metadata`);
    const { $correlationId, $causationId, actor, organisationId, schemaVersion } = parsedMetadata.data;
    const version = definitions.find(type, schemaVersion);
    if (version === undefined)
      return { kind: 'unknown', revision, unknown: { type, version: schemaVersion } };
    const data =
      record.data['personal'] === undefined
        ? record.data
        : { ...record.data, personal: await readPersonal(record, version.definition) };
    const checked = version.lenient.safeParse(data);
    if (!checked.success) throw new MalformedEvent(`${type} v${schemaVersion}: ${issuesOf(checked.error)}`);
    const metadata = {
      correlationId: $correlationId,
      ...($causationId === undefined ? {} : { causationId: $causationId }),
      actor,
      organisationId,
      schemaVersion,
    };
    const event = { type, data: definitions.upcast(type, schemaVersion, data) };
    return { kind: 'known', recorded: { event, id, stream, revision, recordedAt, metadata } };
  };

  return {
    encode: (stream, events, context) =>
      Promise.all(events.map((event, index) => encodeOne(stream, event, index, context))),
    decode,
  };
};
