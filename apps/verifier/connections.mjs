// How connections follow from what was witnessed of them, written a second time (see settle.mjs).
import { first } from './stretches.mjs';

const CLOCK_TOLERANCE = 5_000;
const WITNESSES = ['livekit-webhook', 'livekit-poll', 'client', 'staff'];
const trust = ({ witness }) => WITNESSES.indexOf(witness);
/** Whether two are one person. */
export const same = (a, b) => a.kind === b.kind && a.id === b.id;
const key = ({ roomSid, participantSid }) => `${roomSid}/${participantSid}`;

const second = { eachCameraAlone: true, bridgesRemovals: true, seenAsTold: true };
const first1 = { ...second, brokenEndsByThen: true, pagesRefutePolls: true };
/** All ways in which facts were ever read under each number of rules, the newest first. */
export const editions = {
  1: [first1, { ...first1, presenceIsRoom: true }],
  2: [second, { ...second, pagesRefutePolls: true }],
  3: [{}],
};
const endBy =
  ({ brokenEndsByThen }) =>
  ({ at, uncertaintyMs, leaveReason, witness }) => ({
    earliest: at - uncertaintyMs,
    at,
    latest: brokenEndsByThen && leaveReason === 'connection-lost' ? at : at + uncertaintyMs,
    witness,
  });
const beginOf = ({ at, uncertaintyMs, witness }) => ({
  earliest: at - uncertaintyMs,
  at,
  latest: at + uncertaintyMs,
  witness,
});

/** The best end, made narrower by what a lesser witness knows more exactly. */
const narrow = (best, others) => {
  const width = (edge) => edge.latest - edge.earliest;
  const meets = (edge) => edge.earliest <= best.latest && best.earliest <= edge.latest;
  const [closest] = first(
    others.filter((edge) => meets(edge) && width(edge) < width(best)),
    width,
    (edge) => edge.at,
  );
  if (!closest) return best;
  const earliest = Math.max(best.earliest, closest.earliest);
  const latest = Math.min(best.latest, closest.latest);
  return { earliest, at: Math.min(Math.max(closest.at, earliest), latest), latest, witness: closest.witness };
};

/** What the facts about one connection come to; null for one that never was. */
const connection = (facts, media, startedAt, edition) => {
  const endOf = endBy(edition);
  const order = [trust, (one) => one.at, (one) => one.uncertaintyMs];
  const joins = first(
    facts.filter((fact) => fact.kind === 'joined'),
    ...order,
  );
  const lefts = first(
    facts.filter((fact) => fact.kind === 'left'),
    ...order,
  );
  const seen = [...joins, ...media.map(({ at }) => ({ at, uncertaintyMs: 0, witness: 'client' }))];
  const surely = (one) => one.at - one.uncertaintyMs;
  const believed = first(
    lefts.filter(
      (left) =>
        left.witness === 'livekit-webhook' ||
        !seen.some(
          (one) =>
            (edition.pagesRefutePolls || left.witness !== 'livekit-poll' || one.witness !== 'client') &&
            surely(one) > endOf(left).latest,
        ),
    ),
    trust,
    (one) => -one.at,
    (one) => one.uncertaintyMs,
    (one) => one.leaveReason,
  );
  const [best] = believed;
  const [join] = joins;
  if (!join && best?.leaveReason === 'join-failed') return null;
  const [earliest] = first(
    [...seen, ...lefts],
    (one) => one.at,
    trust,
    (one) => one.uncertaintyMs,
  );
  const from = join
    ? beginOf(join)
    : {
        earliest: Math.min(startedAt ?? earliest.at, earliest.at),
        at: earliest.at,
        latest: earliest.at + earliest.uncertaintyMs,
        witness: earliest.witness,
      };
  let to = null;
  if (best) {
    const edge = narrow(endOf(best), believed.slice(1).map(endOf));
    const least = Math.max(
      edge.earliest,
      from.earliest,
      ...seen.map(surely).filter((at) => at <= edge.latest),
    );
    const at = Math.max(edge.at, least, from.at);
    to = { earliest: Math.min(least, at), at, latest: Math.max(edge.latest, at), witness: edge.witness };
  }
  const isSecondHand = (witness) => witness === 'livekit-poll' || witness === 'client';
  const isBefore = (a, b) => a.latest + CLOCK_TOLERANCE < b.earliest;
  const contradicts =
    joins.some((one) => isBefore(beginOf(one), from)) ||
    lefts.some((one) => one.witness === 'livekit-poll' && !believed.includes(one)) ||
    (best !== undefined &&
      (seen.some((one) => surely(one) > endOf(best).latest + CLOCK_TOLERANCE) ||
        believed
          .slice(1)
          .map(endOf)
          .some((edge) => isBefore(edge, endOf(best)) || isBefore(endOf(best), edge))));
  const { roomSid, participantSid, person } = facts[0];
  return {
    ...{ roomSid, participantSid, person, from, to },
    lastSeen: Math.max(from.at, ...seen.map((one) => (edition.seenAsTold ? one.at : surely(one)))),
    dropped: best?.leaveReason === 'connection-lost' || best?.leaveReason === 'server-stopped',
    removed: believed.some((left) => left.leaveReason === 'removed'),
    inferred: isSecondHand(join?.witness ?? 'client') || (best !== undefined && isSecondHand(best.witness)),
    disputed: contradicts,
  };
};

/** Every connection that was not hidden; what nobody saw end is ended by what must have ended it. */
export const connections = ({ facts, media, startedAt, endedAt, rooms: known = [] }, edition) => {
  const { presenceIsRoom } = edition;
  const groups = new Map();
  for (const fact of facts) groups.set(key(fact), [...(groups.get(key(fact)) ?? []), fact]);
  const all = first(
    [...groups.values()]
      .filter((group) => !group.some((fact) => fact.hidden === true))
      .map((group) => {
        const mine = media.filter((one) => one.participantSid === group[0].participantSid);
        return connection(group, mine, startedAt, edition);
      })
      .filter((one) => one !== null),
    (one) => one.from.at,
    key,
  );
  const rooms = new Map(known.map(({ roomSid, ...edge }) => [roomSid, edge]));
  for (const { roomSid, from } of all) {
    // What staff entered and presence without media are no rooms of the video server.
    const isRoom = roomSid !== 'staff' && (roomSid !== 'presence' || presenceIsRoom);
    if (isRoom && !(rooms.get(roomSid)?.at <= from.at)) rooms.set(roomSid, from);
  }
  const closed = all.map((one) => {
    if (one.to !== null) return one;
    const goesOver = (roomSid) =>
      !presenceIsRoom && roomSid !== 'staff' && (one.roomSid === 'presence' || roomSid === 'presence');
    const again = all.filter(
      (other) => same(other.person, one.person) && (other.roomSid === one.roomSid || goesOver(other.roomSid)),
    );
    const newer = [...rooms]
      .filter(([roomSid]) => roomSid !== one.roomSid && (presenceIsRoom || one.roomSid !== 'presence'))
      .map(([, from]) => from);
    const over = Math.max(endedAt, one.from.at);
    const [soonest] = first(
      [
        ...[...again.map(({ from }) => from), ...newer].filter(({ at }) => at > one.from.at),
        { at: over, latest: over, witness: 'session-end' },
      ],
      (edge) => edge.at,
      (edge) => edge.latest,
    );
    const to = { ...soonest, earliest: Math.min(one.lastSeen, soonest.at) };
    return { ...one, to, inferred: true, dropped: one.dropped || to.witness !== 'session-end' };
  });
  return { all: closed, rooms };
};

/** When each video room was first joined, in that order. */
export const roomsOf = (facts, [edition]) =>
  [...connections(facts, edition).rooms].map(([roomSid, { earliest, at, latest, witness }]) => ({
    ...{ roomSid, earliest, at, latest, witness },
  }));
