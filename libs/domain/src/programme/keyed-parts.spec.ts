import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entryOf, keysOf, noParts, withEntry, type KeyedParts } from './keyed-parts.js';

describe('a map in parts', () => {
  it('is what a map is, whatever the keys', () => {
    const entries = fc.array(
      fc.tuple(fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__')), fc.integer()),
    );
    fc.assert(
      fc.property(entries, (all) => {
        const model = new Map(all);
        let map: KeyedParts<number> = noParts;
        for (const [key, value] of all) map = withEntry(map, key, value);
        expect([...keysOf(map)].sort()).toEqual([...model.keys()].sort());
        for (const [key, value] of model) expect(entryOf(map, key)).toBe(value);
        expect(entryOf(map, 'toString')).toBe(model.get('toString') ?? null);
      }),
    );
  });

  it('leaves the map before as it was', () => {
    const one = withEntry(noParts as KeyedParts<number>, 'a', 1);
    withEntry(one, 'a', 2);
    withEntry(one, 'b', 3);
    expect([entryOf(one, 'a'), keysOf(one)]).toEqual([1, ['a']]);
  });
});
