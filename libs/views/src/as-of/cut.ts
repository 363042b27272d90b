import type { DomainEvent, Recorded, SessionEvent } from '@hearth/domain';

/**
 * Which events a question about a moment takes in: `known-then` is what had been recorded by then, `known-now` is
 * what we know today to have happened by then, whenever it was told.
 */
export type AsOfReading = 'known-then' | 'known-now';

/** When something happened, as the event says; when it was recorded, where the event says nothing. */
export const happenedAt = ({ event, recordedAt }: Recorded): number => {
  const { at } = event.data;
  return typeof at === 'number' ? at : recordedAt;
};

/** Whether an event belongs to the answer. */
export const isWithin = (recorded: Recorded, at: number, reading: AsOfReading): boolean =>
  (reading === 'known-then' ? recorded.recordedAt : happenedAt(recorded)) <= at;

/** A fact that came after the seal, as the fact that it would have been in time. */
const inTime = (event: SessionEvent): SessionEvent => {
  if (event.type !== 'LateFactRecorded') return event;
  const { fact, ...presence } = event.data;
  return fact.kind === 'joined'
    ? { type: 'ParticipantJoined', data: { ...presence, hidden: fact.hidden } }
    : { type: 'ParticipantLeft', data: { ...presence, leaveReason: fact.leaveReason } };
};

const isLateFact = (recorded: Recorded): recorded is Recorded<SessionEvent> =>
  recorded.event.type === 'LateFactRecorded';

/**
 * The part of a stream that answers a question about a moment. Known now, each event counts as recorded when it
 * happened, so that a figure speaks of that moment and not of when it was told.
 */
export const cutAt = (stream: readonly Recorded[], at: number, reading: AsOfReading): readonly Recorded[] => {
  const within = stream.filter((recorded) => isWithin(recorded, at, reading));
  if (reading === 'known-then') return within;
  return within.map((recorded) => {
    const told = isLateFact(recorded) ? { ...recorded, event: inTime(recorded.event) } : recorded;
    return { ...told, recordedAt: Math.min(told.recordedAt, at) };
  });
};

/** Something that we know now about the time up to a moment, and did not know then. */
export interface LaterFact {
  readonly type: string;
  readonly happenedAt: number;
  readonly recordedAt: number;
  /** Whom it is about; null when it is about everybody. */
  readonly person: { readonly kind: string; readonly id: string } | null;
  readonly witness: string | null;
}

const isPerson = (value: unknown): value is { readonly kind: string; readonly id: string } =>
  typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;

const personIn = ({ data }: DomainEvent): LaterFact['person'] => {
  const { person, patientId } = data;
  if (isPerson(person)) return { kind: String(person.kind), id: String(person.id) };
  return typeof patientId === 'string' ? { kind: 'patient', id: patientId } : null;
};

/** What was recorded after a moment about the time before it, in the order in which it was told. */
export const laterFacts = (stream: readonly Recorded[], at: number): readonly LaterFact[] =>
  stream
    .filter((recorded) => recorded.recordedAt > at && happenedAt(recorded) <= at)
    .map((recorded) => ({
      type: recorded.event.type,
      happenedAt: happenedAt(recorded),
      recordedAt: recorded.recordedAt,
      person: personIn(recorded.event),
      witness: typeof recorded.event.data['witness'] === 'string' ? recorded.event.data['witness'] : null,
    }));

/** An answer twice: as known then, and as known now; and what of it came later. */
export interface AsOfAnswer<Document> {
  readonly at: number;
  readonly then: Document | null;
  readonly now: Document | null;
  readonly later: readonly (LaterFact & { readonly sessionId: string })[];
}
