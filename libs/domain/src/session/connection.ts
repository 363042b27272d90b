import type { PersonRef } from '../person.js';
import type { Instant } from '../time.js';
import type { Witness } from './events.js';

/** Where presence without media lies: no room of the video server, so that it neither ends one nor is ended by one. */
export const PRESENCE_ROOM = 'presence';

/** The newest that one witness said of one connection. */
export interface Testimony {
  readonly joinedAt: Instant | null;
  readonly leftAt: Instant | null;
}

/** One connection to one video room, as its witnesses told of it so far. */
export interface Connection {
  readonly roomSid: string;
  readonly participantSid: string;
  readonly person: PersonRef;
  readonly hidden: boolean;
  readonly by: Partial<Readonly<Record<Witness, Testimony>>>;
}

export interface PresenceFact {
  readonly kind: 'joined' | 'left';
  readonly roomSid: string;
  readonly participantSid: string;
  readonly person: PersonRef;
  readonly witness: Witness;
  readonly at: Instant;
}

export const connectionKey = (fact: { readonly roomSid: string; readonly participantSid: string }): string =>
  `${fact.roomSid}/${fact.participantSid}`;

const newest = (a: Instant | null, b: Instant): Instant => (a === null ? b : Math.max(a, b));

const latest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce<Instant | null>((sofar, at) => (at === null ? sofar : newest(sofar, at)), null);

/** A connection with one more fact in it; `known` is undefined for the first fact about it. */
export const withFact = (
  known: Connection | undefined,
  fact: PresenceFact & { readonly hidden?: boolean },
): Connection => {
  const before = known?.by[fact.witness] ?? { joinedAt: null, leftAt: null };
  const after: Testimony =
    fact.kind === 'joined'
      ? { ...before, joinedAt: newest(before.joinedAt, fact.at) }
      : { ...before, leftAt: newest(before.leftAt, fact.at) };
  return {
    roomSid: fact.roomSid,
    participantSid: fact.participantSid,
    person: known?.person ?? fact.person,
    hidden: (known?.hidden ?? false) || (fact.hidden ?? false),
    by: { ...known?.by, [fact.witness]: after },
  };
};

/** Whether the witness has said this already, or something that makes it old news. */
export const isRepeated = (known: Connection | undefined, fact: PresenceFact): boolean => {
  const testimony = known?.by[fact.witness];
  if (testimony === undefined) return false;
  const [same, opposite] =
    fact.kind === 'joined' ? [testimony.joinedAt, testimony.leftAt] : [testimony.leftAt, testimony.joinedAt];
  if (same === null) return false;
  // A connection never comes back by the same sid, but a poll or a browser may have called it gone by mistake.
  const fallible = fact.witness === 'livekit-poll' || fact.witness === 'client';
  const takenBack = opposite !== null && opposite > same && fact.at > opposite;
  return !(fallible && takenBack);
};

/** Whether a connection is open, as far as the facts so far say. */
export const isOpen = (connection: Connection): boolean => {
  if ((connection.by['livekit-webhook']?.leftAt ?? null) !== null) return false;
  const testimonies = Object.values(connection.by);
  const joined = latest(testimonies.map((one) => one.joinedAt));
  const left = latest(testimonies.map((one) => one.leftAt));
  return joined !== null && (left === null || joined > left);
};
