import { sha256Hex } from './canonical.js';

/** One step from a leaf to the root: what stands beside it, and on which side. */
export type MerkleStep = { readonly side: 'left' | 'right'; readonly hash: string };

/** From a leaf's digest up to the root. */
export type MerklePath = readonly MerkleStep[];

// Leaves are digests of JSON, which never begins so: no node can be taken for a leaf.
const node = (left: string, right: string): string => sha256Hex(`node.${left}.${right}`);

/** Pairs from the left; an odd one at the end goes up as it is. */
const levelAbove = (level: readonly string[]): readonly string[] =>
  level.flatMap((left, index) => {
    if (index % 2 === 1) return [];
    const right = level[index + 1];
    return [right === undefined ? left : node(left, right)];
  });

/** The digests in the one order in which they are a tree; it says nothing about whose they are. */
const ordered = (digests: readonly string[]): readonly string[] => [...digests].sort();

/** The root over digests, whatever their order; of nothing, the digest of nothing. */
export const merkleRoot = (digests: readonly string[]): string => {
  let level = ordered(digests);
  while (level.length > 1) level = levelAbove(level);
  return level[0] ?? sha256Hex('');
};

/** How one of the digests leads to the root over all of them; null when it is not among them. */
export const merklePath = (digests: readonly string[], digest: string): MerklePath | null => {
  let level = ordered(digests);
  let at = level.indexOf(digest);
  if (at < 0) return null;
  const path: MerkleStep[] = [];
  while (level.length > 1) {
    const hash = level[at % 2 === 0 ? at + 1 : at - 1];
    if (hash !== undefined) path.push({ side: at % 2 === 0 ? 'right' : 'left', hash });
    level = levelAbove(level);
    at = Math.floor(at / 2);
  }
  return path;
};

/** Where a path leads from a leaf's digest. */
export const climbed = (digest: string, path: MerklePath): string =>
  path.reduce((below, { side, hash }) => (side === 'left' ? node(hash, below) : node(below, hash)), digest);
