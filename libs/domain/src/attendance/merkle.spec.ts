import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sha256Hex } from './canonical.js';
import { climbed, merklePath, merkleRoot } from './merkle.js';

const digests = fc.uniqueArray(fc.string().map(sha256Hex), { minLength: 1, maxLength: 20 });

describe('a tree of digests', () => {
  it('is led to from each of its leaves, in whatever order they came', () => {
    fc.assert(
      fc.property(digests, (leaves) => {
        const root = merkleRoot(leaves);
        expect(merkleRoot([...leaves].reverse())).toBe(root);
        for (const leaf of leaves) {
          const path = merklePath(leaves, leaf);
          expect(climbed(leaf, path ?? [])).toBe(root);
          expect(path?.length).toBeLessThanOrEqual(Math.ceil(Math.log2(leaves.length)));
        }
      }),
    );
  });

  it('has another root with a leaf more, and no path for a stranger', () => {
    fc.assert(
      fc.property(digests, (leaves) => {
        expect(merkleRoot([...leaves, sha256Hex('one more leaf')])).not.toBe(merkleRoot(leaves));
        expect(merklePath(leaves, 'a stranger')).toBeNull();
      }),
    );
  });
});
