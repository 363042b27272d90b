// How minutes follow from facts, written a second time: it shares nothing with the program that made them, so that
// a mistake in one of the two shows as a difference.

const CLOCK_TOLERANCE = 5_000;
const WITNESSES = ['livekit-webhook', 'livekit-poll', 'client', 'staff'];
const FLAGS = [
  ...['absent', 'late', 'left-early', 'dropped', 'inferred', 'disputed'],
  ...['audio-only', 'unstaffed-time', 'below-minimum', 'two-devices', 'corrected'],
];
const trust = ({ witness }) => WITNESSES.indexOf(witness);
const first = (list, ...keys) =>
  [...list].sort((a, b) => {
    for (const key of keys) if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1;
    return 0;
  });
const same = (a, b) => a.kind === b.kind && a.id === b.id;
const key = ({ roomSid, participantSid }) => `${roomSid}/${participantSid}`;

/** One set of half-open stretches, in order and without overlap. */
const union = (stretches) => {
  const result = [];
  for (const { from, to } of first(
    stretches,
    (one) => one.from,
    (one) => one.to,
  )) {
    if (to <= from) continue;
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
};
const length = (stretches) => union(stretches).reduce((sum, { from, to }) => sum + to - from, 0);
const within = (stretches, { from, to }) =>
  stretches
    .map((one) => ({ from: Math.max(one.from, from), to: Math.min(one.to, to) }))
    .filter((one) => one.to > one.from);
const holds = (stretches, at) => stretches.some(({ from, to }) => from <= at && at < to);

/** The rules that this verifier knows: 1 (a broken connection never ended after the moment told) and 2. */
export const KNOWN_RULES = 2;
const endBy =
  (rules) =>
  ({ at, uncertaintyMs, leaveReason, witness }) => ({
    earliest: at - uncertaintyMs,
    at,
    latest: rules === 1 && leaveReason === 'connection-lost' ? at : at + uncertaintyMs,
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
const connection = (facts, media, startedAt, rules) => {
  const endOf = endBy(rules);
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
            (rules === 1 || left.witness !== 'livekit-poll' || one.witness !== 'client') &&
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
    lastSeen: Math.max(from.at, ...seen.map((one) => one.at)),
    dropped: best?.leaveReason === 'connection-lost' || best?.leaveReason === 'server-stopped',
    inferred: isSecondHand(join?.witness ?? 'client') || (best !== undefined && isSecondHand(best.witness)),
    disputed: contradicts,
  };
};

/** Every connection that was not hidden; what nobody saw end is ended by what must have ended it. */
const connections = ({ facts, media, startedAt, endedAt }, rules) => {
  const groups = new Map();
  for (const fact of facts) groups.set(key(fact), [...(groups.get(key(fact)) ?? []), fact]);
  const all = first(
    [...groups.values()]
      .filter((group) => !group.some((fact) => fact.hidden === true))
      .map((group) => {
        const mine = media.filter((one) => one.participantSid === group[0].participantSid);
        return connection(group, mine, startedAt, rules);
      })
      .filter((one) => one !== null),
    (one) => one.from.at,
    key,
  );
  const rooms = new Map();
  for (const { roomSid, from } of all) {
    // What staff entered and presence without media are no rooms of the video server.
    if (roomSid !== 'staff' && roomSid !== 'presence' && !rooms.has(roomSid)) rooms.set(roomSid, from);
  }
  return all.map((one) => {
    if (one.to !== null) return one;
    const goesOver = (roomSid) =>
      roomSid !== 'staff' && (one.roomSid === 'presence' || roomSid === 'presence');
    const again = all.filter(
      (other) => same(other.person, one.person) && (other.roomSid === one.roomSid || goesOver(other.roomSid)),
    );
    const newer = [...rooms]
      .filter(([roomSid]) => roomSid !== one.roomSid && one.roomSid !== 'presence')
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
};

const stretch = ({ from, to }, reading) => {
  const pick = { likeliest: 'at', least: 'latest', most: 'earliest' }[reading];
  const drop = { likeliest: 'at', least: 'earliest', most: 'latest' }[reading];
  return { from: from[pick], to: Math.max(from[pick], to[drop]) };
};

/** Why each moment of the window counts for one patient, or does not. */
const account = (policy, window, breaks, unstaffed, present, silent) => {
  const here = union(present);
  const bridged = here
    .slice(1)
    .map((next, index) => ({ from: here[index].to, to: next.from }))
    .filter(({ from, to }) => to - from <= policy.bridgeMs);
  const attended = length(within([...here, ...bridged], window));
  const tooLittle = attended > 0 && attended < policy.minPresentMs;
  const arrived = here[0]?.from ?? window.to;
  const gone = here.at(-1)?.to ?? window.to;
  const reasonAt = (at) => {
    if (at < arrived || at >= gone) return ['absent', false];
    const inside = holds(here, at);
    const there = inside || holds(bridged, at);
    if (holds(breaks, at)) return ['break', there && policy.breaksCount && !tooLittle];
    if (!there) return ['gap', false];
    if (tooLittle) return ['below-minimum', false];
    if (holds(unstaffed, at)) return ['unstaffed', policy.unstaffedCounts];
    if (inside && holds(silent, at)) return ['audio-only', policy.audioOnlyCounts];
    return [inside ? 'present' : 'bridged', true];
  };
  const inside = within([...here, ...bridged, ...breaks, ...unstaffed, ...union(silent)], window);
  const cuts = new Set([window.from, window.to, ...inside.flatMap(({ from, to }) => [from, to])]);
  const moments = [...cuts].sort((a, b) => a - b);
  const spans = [];
  for (let index = 1; index < moments.length; index += 1) {
    const [reason, counted] = reasonAt(moments[index - 1]);
    const last = spans.at(-1);
    if (last?.reason === reason && last.counted === counted) last.to = moments[index];
    else spans.push({ from: moments[index - 1], to: moments[index], reason, counted });
  }
  return { spans, counted: length(spans.filter((span) => span.counted)), attended, tooLittle };
};

const isOnTwoDevices = (mine) => {
  const sure = first(
    mine.map((one) => stretch(one, 'least')),
    (one) => one.from,
  );
  return sure.some(({ from, to }, index) => {
    const before = Math.max(0, ...sure.slice(0, index).map((one) => one.to));
    return Math.min(before, to) - from > 5_000;
  });
};

const flags = (policy, window, mine, figure) => {
  const here = mine.map((one) => stretch(one, 'likeliest')).filter(({ from, to }) => to > from);
  const absent = figure.attended === 0;
  const lasting = (reason) => length(figure.spans.filter((span) => span.reason === reason));
  const raised = {
    absent,
    late: !absent && Math.min(...here.map(({ from }) => from)) > window.from + policy.graceLateMs,
    'left-early': !absent && Math.max(...here.map(({ to }) => to)) < window.to - policy.bridgeMs,
    dropped: mine.some((one) => one.dropped),
    inferred: mine.some((one) => one.inferred),
    disputed: mine.some((one) => one.disputed),
    'audio-only': lasting('audio-only') >= 60_000,
    'unstaffed-time': lasting('unstaffed') > 0,
    'below-minimum': figure.tooLittle,
    'two-devices': isOnTwoDevices(mine),
  };
  return FLAGS.filter((flag) => raised[flag]);
};

const edge = ({ earliest, at, latest, witness }) => ({
  at,
  uncertaintyMs: Math.max(at - earliest, latest - at),
  witness,
});

/**
 * Derives the attendance of a session that is over from its facts.
 * @param facts everything that was sealed with it: schedule, roster, facilitators, breaks, facts, media
 * @param policy how presence becomes minutes
 */
export const settle = (facts, policy) => {
  const { schedule, startedAt, endedAt } = facts;
  const begins = Math.max(schedule.from, startedAt ?? schedule.from);
  const window = {
    from: begins,
    to: startedAt === null ? begins : Math.max(begins, Math.min(schedule.to, endedAt)),
  };
  const all = connections(facts, policy.rules ?? 1);
  const staff = all.filter(
    ({ person }) => person.kind === 'staff' && facts.facilitatorIds.includes(person.id),
  );
  const breaks = within(union(facts.breaks.map(({ from, to }) => ({ from, to: to ?? window.to }))), window);
  const unstaffed = (reading) => {
    const led = within(union(staff.map((one) => stretch(one, reading))), window);
    const edges = [window.from, ...led.flatMap(({ from, to }) => [from, to]), window.to];
    const gaps = [];
    for (let index = 0; index < edges.length; index += 2)
      gaps.push({ from: edges[index], to: edges[index + 1] });
    return gaps.filter(({ from, to }) => to > from && to - from > policy.unstaffedGraceMs);
  };
  const silentIn = (one) => {
    const here = stretch(one, 'likeliest');
    const reports = first(
      facts.media.filter(({ participantSid }) => participantSid === one.participantSid),
      ({ at }) => at,
      ({ camera }) => Number(camera),
    );
    const off = reports.map(({ at, camera }, index) => ({
      from: at,
      to: reports[index + 1]?.at ?? here.to,
      camera,
    }));
    return within(
      off.filter(({ camera }) => !camera),
      here,
    );
  };
  const patients = facts.roster.map(({ patientId, enrollmentId }) => {
    const mine = all.filter(({ person }) => same(person, { kind: 'patient', id: patientId }));
    const silent = mine.flatMap(silentIn);
    const under = (reading) => {
      const present = mine.map((one) => stretch(one, reading));
      return account(policy, window, breaks, unstaffed(reading), present, silent);
    };
    const [likeliest, least, most] = ['likeliest', 'least', 'most'].map(under);
    return {
      patientId,
      enrollmentId,
      segments: mine.map(({ roomSid, participantSid, from, to }) => ({
        roomSid,
        participantSid,
        from: edge(from),
        to: edge(to),
      })),
      spans: likeliest.spans,
      rawMs: length(mine.map((one) => stretch(one, 'likeliest'))),
      countedMs: likeliest.counted,
      uncertaintyMs: Math.max(0, likeliest.counted - least.counted, most.counted - likeliest.counted),
      flags: flags(policy, window, mine, likeliest),
    };
  });
  return { window, breaks, unstaffed: unstaffed('likeliest'), patients };
};
