import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { patchBetween } from './patch.js';

const applied = (before: unknown, after: unknown): unknown => {
  const document = { of: structuredClone(before) };
  const failures = applyPatch(document, [...patchBetween({ of: before }, { of: after })]);
  expect(failures.filter((failure) => failure !== null)).toEqual([]);
  return document.of;
};

/** A key named like this is left out when a patch is applied, so that none can reach a prototype; no document has one. */
const anyJson = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));

describe('the patch between two documents', () => {
  it('turns the one into the other, whatever they are', () => {
    fc.assert(
      fc.property(anyJson, anyJson, (before, after) => {
        // JSON has no negative zero.
        const [from, to] = [before, after].map((one) => JSON.parse(JSON.stringify(one)) as unknown);
        expect(applied(from, to)).toEqual(to);
      }),
    );
  });

  it('does so for lists that have much in common', () => {
    const lists = fc.array(fc.record({ id: fc.nat(2), of: fc.array(fc.nat(1)) }), { maxLength: 12 });
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        expect(applied(before, after)).toEqual(after);
      }),
      { numRuns: 50 },
    );
  });

  it('says what was put in, taken out or changed in a list in one operation, and nothing when nothing was', () => {
    const list = Array.from({ length: 200 }, (_, index) => ({ index, hands: [] as number[] }));
    const one = { index: 200, hands: [] };
    expect(patchBetween({ list }, { list: [...list, one] })).toEqual([
      { op: 'add', path: '/list/200', value: one },
    ]);
    expect(patchBetween({ list }, { list: [one, ...list] })).toEqual([
      { op: 'add', path: '/list/0', value: one },
    ]);
    expect(patchBetween({ list }, { list: list.filter(({ index }) => index !== 7) })).toEqual([
      { op: 'remove', path: '/list/7' },
    ]);
    const raised = list.map((each) => (each.index === 9 ? { ...each, hands: [1] } : each));
    expect(patchBetween({ list }, { list: raised })).toEqual([
      { op: 'add', path: '/list/9/hands/0', value: 1 },
    ]);
    expect(patchBetween({ list }, structuredClone({ list }))).toEqual([]);
  });
});
