import { z } from 'zod';

/** What a personal part reads as once the key of its subject is gone. */
export const REDACTED = 'redacted';
export type Redacted = typeof REDACTED;
export type Personal<T> = T | Redacted;

/**
 * The personal part of an event: names, free text, answers. It always sits under the key `personal`, so that the
 * codec can encrypt it as one with the key of the event's subject, and readers must face `'redacted'`.
 */
export const personal = <Schema extends z.ZodType>(schema: Schema) => z.union([z.literal(REDACTED), schema]);

export const isRedacted = <T>(value: Personal<T>): value is Redacted => value === REDACTED;

type DataSchema = z.ZodObject;

/**
 * One released shape of an event. A released definition never changes; a new shape is a new version with an
 * upcaster from the one before.
 */
export interface EventDefinition<Type extends string = string, Schema extends DataSchema = DataSchema> {
  readonly type: Type;
  readonly version: number;
  readonly data: Schema;
  /** Whose data key encrypts `data.personal`; absent when the event carries nothing personal. */
  readonly subject?: (data: z.infer<Schema>) => string;
}

export const defineEvent = <const Type extends string, Schema extends DataSchema>(
  definition: EventDefinition<Type, Schema>,
): EventDefinition<Type, Schema> => definition;

/** The domain event that a definition describes. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Schema>
    ? { readonly type: Type; readonly data: Readonly<z.infer<Schema>> }
    : never;

/** An event with nothing known about it but that it is one. */
export interface DomainEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event as the store gave it back. */
export interface Recorded<Event extends DomainEvent = DomainEvent> {
  readonly event: Event;
  readonly id: string;
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  /** The store's own time, in ms since the epoch. */
  readonly recordedAt: number;
  readonly metadata: EventMetadata;
}

export interface EventMetadata {
  readonly correlationId: string;
  readonly causationId?: string;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly organisationId: string;
  readonly schemaVersion: number;
}
