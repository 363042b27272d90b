import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createPatch } from 'rfc6902';
import { patched } from './patch';

// Ordinary keys only: rfc6902 refuses `__proto__` on purpose.
const { document } = fc.letrec((tie) => ({
  document: fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('document'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c/d', 'e~f'), tie('document')),
  ),
}));

describe('patched', () => {
  it('changes what the patch says and leaves the old document alone', () => {
    const before = {
      people: [
        { name: 'Ana', hands: [] },
        { name: 'Jo', hands: [1] },
      ],
      title: 'Group',
    };
    const frozen = JSON.stringify(before);
    const after = patched(before, [{ op: 'replace', path: '/people/0/name', value: 'Ana R.' }]);
    expect(after).toEqual({
      ok: true,
      document: {
        people: [
          { name: 'Ana R.', hands: [] },
          { name: 'Jo', hands: [1] },
        ],
        title: 'Group',
      },
    });
    expect(JSON.stringify(before)).toBe(frozen);
  });

  it('keeps the parts that it does not touch as the same objects', () => {
    const before = { people: [{ name: 'Ana' }, { name: 'Jo' }], norms: ['One speaks'] };
    const after = patched(before, [{ op: 'replace', path: '/people/1/name', value: 'Joan' }]);
    expect(after.ok && (after.document as typeof before).people[0]).toBe(before.people[0]);
    expect(after.ok && (after.document as typeof before).norms).toBe(before.norms);
  });

  it('replaces the whole document at the root', () => {
    expect(patched(null, [{ op: 'replace', path: '', value: { a: 1 } }])).toEqual({
      ok: true,
      document: { a: 1 },
    });
  });

  it.each([
    ['of a place that is not there', { op: 'remove', path: '/nowhere/1' } as const],
    ['of nothing', { op: 'test', path: '/a', value: 2 } as const],
  ])('says that a patch %s does not fit', (_, operation) => {
    expect(patched({ a: 1 }, [operation])).toEqual({ ok: false });
  });

  it('turns any document into any other by their difference', () => {
    fc.assert(
      fc.property(document, document, (from, to) => {
        const [before, target] = [{ document: from }, { document: to }];
        const frozen = JSON.stringify(before);
        const result = patched(before, createPatch(before, target));
        expect(result).toEqual({ ok: true, document: target });
        expect(JSON.stringify(before)).toBe(frozen);
      }),
    );
  });
});
