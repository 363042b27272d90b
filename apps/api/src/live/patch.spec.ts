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

describe('the patch between two documents', () => {
  it('turns the one into the other, whatever they are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        // JSON has no negative zero.
        const [from, to] = [before, after].map((one) => JSON.parse(JSON.stringify(one)) as unknown);
        expect(applied(from, to)).toEqual(to);
      }),
    );
  });

  it('does so for long lists too, place by place', () => {
    const lists = fc.array(fc.record({ id: fc.nat(9), text: fc.string() }), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        expect(applied(before, after)).toEqual(after);
      }),
      { numRuns: 50 },
    );
  });

  it('adds one to a long list in one operation, and is empty when nothing changed', () => {
    const list = Array.from({ length: 200 }, (_, index) => ({ index }));
    expect(patchBetween({ list }, { list: [...list, { index: 200 }] })).toEqual([
      { op: 'add', path: '/list/-', value: { index: 200 } },
    ]);
    expect(patchBetween({ list }, structuredClone({ list }))).toEqual([]);
  });
});
