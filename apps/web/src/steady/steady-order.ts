/**
 * The order to show while somebody reads or points at a list: what is there stays where it is, what is new comes
 * last, what is gone goes.
 */
export const steadyOrder = (shown: readonly string[], wanted: readonly string[]): readonly string[] => {
  const present = new Set(wanted);
  const kept = shown.filter((id) => present.has(id));
  const known = new Set(kept);
  return [...kept, ...wanted.filter((id) => !known.has(id))];
};
