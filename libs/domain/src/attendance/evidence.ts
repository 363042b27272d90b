import { connectionKey } from '../session/connection.js';
import type { PersonRef } from '../person.js';
import type { Witness } from '../session/events.js';
import { SECOND, type Instant } from '../time.js';
import { editionsOf, type RulesEdition } from './policy.js';
import type { AttendanceFact, AttendanceInputs, JoinedFact, LeftFact } from './inputs.js';

/** Witnesses whose clocks differ by less than this do not contradict one another. */
const CLOCK_TOLERANCE_MS = 5 * SECOND;

export type EdgeWitness = Witness | 'schedule' | 'session-end';

/** One end of a connection: the best estimate, and between which moments the truth lies. */
export interface Edge {
  readonly earliest: Instant;
  readonly at: Instant;
  readonly latest: Instant;
  readonly witness: EdgeWitness;
}

/** All that was said of one connection, and what follows from it alone. */
export interface Evidence {
  readonly roomSid: string;
  readonly participantSid: string;
  readonly person: PersonRef;
  readonly from: Edge;
  /** Null when no witness that can be believed saw it end. */
  readonly to: Edge | null;
  /** Last moment at which something shows that it was there. */
  readonly lastSeen: Instant;
  readonly dropped: boolean;
  /** A facilitator put them out. */
  readonly removed: boolean;
  readonly inferred: boolean;
  readonly disputed: boolean;
}

// Lower is better: the video server's own word before a poll of it, before a browser's, before a person's.
const rank: Readonly<Record<Witness, number>> = {
  'livekit-webhook': 0,
  'livekit-poll': 1,
  client: 2,
  staff: 3,
};

const inOrder = (a: AttendanceFact, b: AttendanceFact): number =>
  rank[a.witness] - rank[b.witness] || a.at - b.at || a.uncertaintyMs - b.uncertaintyMs;

type EdgeOfLeft = (left: LeftFact) => Edge;

const leftEdge: EdgeOfLeft = ({ at, uncertaintyMs, witness }) => ({
  earliest: at - uncertaintyMs,
  at,
  latest: at + uncertaintyMs,
  witness,
});

/** Under the first rules a connection that broke had never ended after the moment that was told. */
const firstLeftEdge: EdgeOfLeft = (left) => ({
  ...leftEdge(left),
  latest: left.leaveReason === 'connection-lost' ? left.at : left.at + left.uncertaintyMs,
});

interface Sighting {
  readonly at: Instant;
  readonly uncertaintyMs: number;
  readonly witness: Witness;
}

/** The first moment that a sighting can have been of. */
const surelyAt = ({ at, uncertaintyMs }: Sighting): Instant => at - uncertaintyMs;

/** Connections never come back by the same sid, so somebody seen later had not left, but for the webhook's word. */
const isRefuted = (left: LeftFact, { sightings, edgeOf, pagesRefutePolls }: Told): boolean =>
  left.witness !== 'livekit-webhook' &&
  sightings
    .filter((seen) => pagesRefutePolls || left.witness !== 'livekit-poll' || seen.witness !== 'client')
    .some((seen) => surelyAt(seen) > edgeOf(left).latest);

const overlaps = (a: Edge, b: Edge): boolean => a.earliest <= b.latest && b.earliest <= a.latest;

const narrowed = (base: Edge, others: readonly Edge[]): Edge => {
  const width = (edge: Edge): number => edge.latest - edge.earliest;
  const [best] = others
    .filter((other) => overlaps(base, other) && width(other) < width(base))
    .sort((a, b) => width(a) - width(b) || a.at - b.at);
  if (best === undefined) return base;
  const earliest = Math.max(base.earliest, best.earliest);
  const latest = Math.min(base.latest, best.latest);
  return { earliest, at: Math.min(Math.max(best.at, earliest), latest), latest, witness: best.witness };
};

/** Nobody saw the beginning: it lies between the start of the session and the first sighting. */
const unseenStart = (first: Sighting, startedAt: Instant | null): Edge => ({
  earliest: Math.min(startedAt ?? first.at, first.at),
  at: first.at,
  latest: first.at + first.uncertaintyMs,
  witness: first.witness,
});

const joinedEdge = ({ at, uncertaintyMs, witness }: JoinedFact): Edge => ({
  earliest: at - uncertaintyMs,
  at,
  latest: at + uncertaintyMs,
  witness,
});

const apart = (a: Edge, b: Edge): boolean =>
  a.latest + CLOCK_TOLERANCE_MS < b.earliest || b.latest + CLOCK_TOLERANCE_MS < a.earliest;

interface Told {
  readonly joins: readonly JoinedFact[];
  readonly lefts: readonly LeftFact[];
  readonly sightings: readonly Sighting[];
  readonly edgeOf: EdgeOfLeft;
  readonly pagesRefutePolls: boolean;
}

/** The last word of the best witness comes first. */
const believedLefts = (all: Told): readonly LeftFact[] =>
  all.lefts
    .filter((left) => !isRefuted(left, all))
    .sort(
      (a, b) =>
        rank[a.witness] - rank[b.witness] ||
        b.at - a.at ||
        a.uncertaintyMs - b.uncertaintyMs ||
        a.leaveReason.localeCompare(b.leaveReason),
    );

const isDisputed = (told: Told, from: Edge, believed: readonly LeftFact[]): boolean => {
  const [best, ...others] = believed;
  const earlier = told.joins.some((join) => joinedEdge(join).latest + CLOCK_TOLERANCE_MS < from.earliest);
  const pollTakenBack = told.lefts.some(
    (left) => left.witness === 'livekit-poll' && !believed.includes(left),
  );
  if (best === undefined) return earlier || pollTakenBack;
  const end = told.edgeOf(best);
  const seenAfter = told.sightings.some((seen) => surelyAt(seen) > end.latest + CLOCK_TOLERANCE_MS);
  return earlier || pollTakenBack || seenAfter || others.some((other) => apart(told.edgeOf(other), end));
};

/** Somebody seen at a moment had not left before it. */
const notBefore = (edge: Edge, sightings: readonly Sighting[], from: Edge): Edge => {
  const proofs = sightings.map(surelyAt).filter((at) => at <= edge.latest);
  const earliest = Math.max(edge.earliest, from.earliest, ...proofs);
  const at = Math.max(edge.at, earliest, from.at);
  return { ...edge, earliest: Math.min(earliest, at), at, latest: Math.max(edge.latest, at) };
};

const told = (
  facts: readonly AttendanceFact[],
  seen: readonly Sighting[],
  { brokenEndsByThen, pagesRefutePolls }: RulesEdition,
): Told => {
  const joins = facts.filter((fact) => fact.kind === 'joined').sort(inOrder);
  const lefts = facts.filter((fact) => fact.kind === 'left').sort(inOrder);
  const edgeOf = brokenEndsByThen ? firstLeftEdge : leftEdge;
  return { joins, lefts, sightings: [...joins, ...seen], edgeOf, pagesRefutePolls };
};

const weigh = (
  facts: readonly AttendanceFact[],
  seen: readonly Sighting[],
  { startedAt }: AttendanceInputs,
  edition: RulesEdition,
): readonly Evidence[] => {
  const all = told(facts, seen, edition);
  const believed = believedLefts(all);
  const [best] = believed;
  const [join] = all.joins;
  const [first] = [...all.sightings, ...all.lefts].sort(
    (a, b) => a.at - b.at || rank[a.witness] - rank[b.witness] || a.uncertaintyMs - b.uncertaintyMs,
  );
  const [any] = facts;
  if (any === undefined || first === undefined) return [];
  if (join === undefined && best?.leaveReason === 'join-failed') return [];
  const from = join === undefined ? unseenStart(first, startedAt) : joinedEdge(join);
  const to = best === undefined ? null : narrowed(all.edgeOf(best), believed.slice(1).map(all.edgeOf));
  const evidence: Evidence = {
    roomSid: any.roomSid,
    participantSid: any.participantSid,
    person: any.person,
    from,
    to: to === null ? null : notBefore(to, all.sightings, from),
    lastSeen: Math.max(from.at, ...all.sightings.map(edition.seenAsTold ? ({ at }) => at : surelyAt)),
    dropped: best?.leaveReason === 'connection-lost' || best?.leaveReason === 'server-stopped',
    removed: believed.some(({ leaveReason }) => leaveReason === 'removed'),
    inferred: isSecondHand(join?.witness ?? 'client') || isSecondHand(best?.witness ?? 'livekit-webhook'),
    disputed: isDisputed(all, from, believed),
  };
  return [evidence];
};

const isSecondHand = (witness: Witness): boolean => witness === 'livekit-poll' || witness === 'client';

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
};

/**
 * Weighs the facts of each connection, whatever their order and however often they came. Connections of hidden
 * participants are left out.
 */
export const weighEvidence = (
  inputs: AttendanceInputs,
  edition: RulesEdition = editionsOf(inputs.policy)[0],
): readonly Evidence[] => {
  const media = grouped(inputs.media, (one) => one.participantSid);
  return [...grouped(inputs.facts, connectionKey).values()]
    .filter((facts) => !facts.some((fact) => fact.kind === 'joined' && fact.hidden))
    .flatMap((facts) => {
      const seen = media.get(facts[0]?.participantSid ?? '') ?? [];
      const sightings = seen.map(({ at }): Sighting => ({ at, uncertaintyMs: 0, witness: 'client' }));
      return weigh(facts, sightings, inputs, edition);
    })
    .sort((a, b) => a.from.at - b.from.at || (connectionKey(a) < connectionKey(b) ? -1 : 1));
};
