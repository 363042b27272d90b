// Lists and stretches of time, for the verifier.

/** Sorted by the keys, the first that differs decides. */
export const first = (list, ...keys) =>
  [...list].sort((a, b) => {
    for (const key of keys) if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1;
    return 0;
  });

/** One set of half-open stretches, in order and without overlap. */
export const union = (stretches) => {
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
/** How long they are together. */
export const length = (stretches) => union(stretches).reduce((sum, { from, to }) => sum + to - from, 0);
/** The parts inside of one of them. */
export const within = (stretches, { from, to }) =>
  stretches
    .map((one) => ({ from: Math.max(one.from, from), to: Math.min(one.to, to) }))
    .filter((one) => one.to > one.from);
/** The parts of the one that are in none of them. */
export const outside = (stretches, { from, to }) => {
  const edges = [from, ...within(union(stretches), { from, to }).flatMap((one) => [one.from, one.to]), to];
  return edges
    .flatMap((edge, index) => (index % 2 === 0 ? [{ from: edge, to: edges[index + 1] }] : []))
    .filter((one) => one.to > one.from);
};
/** Whether a moment is in one of them. */
export const holds = (stretches, at) => stretches.some(({ from, to }) => from <= at && at < to);
