import { describe, expect, it } from '@jest/globals';
import { shippedPacks } from './shipped-packs.js';
import { hourRows } from './table/hours.js';
import { rhythmRows } from './table/rhythm.js';
import { roomRows } from './table/rooms.js';
import { verdictsOfRow, type Row } from './table/row.js';

const rows: readonly Row[] = [...hourRows, ...rhythmRows, ...roomRows];

const rules = shippedPacks
  // The first version of the base rules is asked by programmes that were established with it; see compliance.spec.
  .filter(({ id, version }) => id !== 'base-iop' || version > 1)
  .flatMap((pack) => pack.rules.map((rule) => ({ pack: pack.id, rule, name: `${pack.id} ${rule.id}` })));

const rowsOf = (pack: string, rule: string): readonly Row[] =>
  rows.filter((row) => row.pack === pack && row.rule === rule);

const speaking = (row: Row): readonly string[] => verdictsOfRow(row).map(({ status }) => status);

describe.each(rules)('$name', ({ pack, rule }) => {
  it(`is so by: ${rule.source}`, () => {
    expect(rule.evidence).toBeDefined();
    expect(rule.statement?.en).toBeTruthy();
    expect(rule.statement?.es).toBeTruthy();
  });

  it('is in the table: met, not met, and not asked', () => {
    const says = new Set(rowsOf(pack, rule.id).map((row) => row.says));
    expect([...says]).toContain('met');
    expect(
      ['missed', 'not-billable', 'at-risk', 'not-applicable'].some((one) => says.has(one as never)),
    ).toBe(true);
  });

  it.each(rowsOf(pack, rule.id))('$when: $says', (row) => {
    const verdicts = verdictsOfRow(row);
    const statuses = speaking(row);
    if (row.says === 'nothing') expect(statuses).toEqual([]);
    else expect(statuses).toContain(row.says);
    if (row.key !== undefined) expect(verdicts.map(({ sentence }) => sentence.key)).toContain(row.key);
  });
});
