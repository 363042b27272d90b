// How minutes follow from facts, written a second time: it shares nothing with the program that made them, so that
// a mistake in one of the two shows as a difference.
import { connections, editions, same } from './connections.mjs';
import { first, holds, length, outside, union, within } from './stretches.mjs';

const FLAGS = [
  ...['absent', 'late', 'left-early', 'dropped', 'inferred', 'disputed'],
  ...['audio-only', 'unstaffed-time', 'below-minimum', 'two-devices', 'corrected'],
];

const stretch = ({ from, to }, reading) => {
  const pick = { likeliest: 'at', least: 'latest', most: 'earliest' }[reading];
  const drop = { likeliest: 'at', least: 'earliest', most: 'latest' }[reading];
  return { from: from[pick], to: Math.max(from[pick], to[drop]) };
};

/** What is short enough between stretches, and has no removal in it or in the minute before. */
const short = (list, { bridgeMs }, removals) =>
  list
    .slice(1)
    .map((next, index) => ({ from: list[index].to, to: next.from }))
    .filter(({ from, to }) => to - from <= bridgeMs)
    .filter(({ from, to }) => !removals.some(([after, by]) => after >= from - 60_000 && by < to));

/** Why each moment of the window counts for one patient, or does not. */
const account = (
  policy,
  window,
  breaks,
  unstaffed,
  { present, pictured, mute, bridging, removals, alone },
) => {
  const here = union(present);
  const bridged = short(here, policy, removals);
  const credited = short(union(bridging), policy, removals);
  const attended = length(within([...here, ...bridged], window));
  const tooLittle = attended > 0 && attended < policy.minPresentMs;
  const arrived = here[0]?.from ?? window.to;
  const gone = here.at(-1)?.to ?? window.to;
  const reasonAt = (at) => {
    if (at < arrived || at >= gone) return ['absent', false];
    const there = holds(here, at) || holds(bridged, at);
    if (holds(breaks, at)) return ['break', there && policy.breaksCount && !tooLittle];
    if (!there) return ['gap', false];
    if (tooLittle) return ['below-minimum', false];
    const isGivenBack = holds(credited, at) && !holds(mute, at);
    const isWorthless = !policy.audioOnlyCounts && !holds(pictured, at) && !isGivenBack;
    if (holds(unstaffed, at) && !(policy.unstaffedCounts && isWorthless && !alone))
      return ['unstaffed', policy.unstaffedCounts];
    if (holds(pictured, at)) return ['present', true];
    return isGivenBack ? ['bridged', true] : ['audio-only', policy.audioOnlyCounts];
  };
  const changes = [here, bridged, credited, breaks, unstaffed, pictured, mute].flat();
  const inside = within(changes, window);
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
 * @param edition how facts are read under the policy's rules
 */
export const settle = (facts, policy, edition = editions[policy.rules ?? 1][0]) => {
  const { schedule, startedAt, endedAt } = facts;
  const begins = Math.max(schedule.from, startedAt ?? schedule.from);
  const window = {
    from: begins,
    to: startedAt === null ? begins : Math.max(begins, Math.min(schedule.to, endedAt)),
  };
  const { all } = connections(facts, edition);
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
  // From each report without a camera to the next report, or for ever.
  const offOf = ({ participantSid }) => {
    const reports = first(
      facts.media.filter((one) => one.participantSid === participantSid),
      ({ at }) => at,
      ({ camera }) => Number(camera),
    );
    return reports
      .map(({ at, camera }, index) => ({ from: at, to: reports[index + 1]?.at ?? Infinity, camera }))
      .filter(({ camera }) => !camera);
  };
  const presenceOf = (mine, reading) => {
    const contrary = { likeliest: 'likeliest', least: 'most', most: 'least' }[reading];
    const muteOf = (how) => mine.flatMap((one) => within(offOf(one), stretch(one, how)));
    const present = mine.map((one) => stretch(one, reading));
    // The least takes a removal to be in a gap if it may be, the most if it must be.
    const ends = { likeliest: ['at', 'at'], least: ['latest', 'earliest'], most: ['earliest', 'latest'] }[
      reading
    ];
    const removals = mine
      .filter(({ removed }) => removed && !edition.bridgesRemovals)
      .map(({ to }) => ends.map((end) => to[end]));
    if (edition.eachCameraAlone) {
      const off = union(muteOf('likeliest'));
      const mute = union(present).flatMap((one) => within(off, one));
      const pictured = union(present).flatMap((one) => outside(off, one));
      return { present, pictured, mute, bridging: present, removals, alone: true };
    }
    const pictured = mine.flatMap((one) => outside(offOf(one), stretch(one, reading)));
    return {
      ...{ present, pictured, removals },
      // The less is sure of a camera, the more is sure to be without one.
      mute: muteOf(contrary),
      bridging: policy.audioOnlyCounts ? present : pictured,
    };
  };
  const patients = facts.roster.map(({ patientId, enrollmentId }) => {
    const mine = all.filter(({ person }) => same(person, { kind: 'patient', id: patientId }));
    const under = (reading) => account(policy, window, breaks, unstaffed(reading), presenceOf(mine, reading));
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
