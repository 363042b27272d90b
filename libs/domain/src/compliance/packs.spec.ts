import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { careOf, judged, MONDAY, saidBy, session, weekday } from '../testing/care-story.js';
import { payerSlug } from './applies-when.js';
import { readPack, readPackText, type PackFault } from './read-pack.js';
import { packJsonSchema } from './json-schema.js';
import { basePack, currentBasePack, packsInForce, shippedPacks } from './shipped-packs.js';

const faultsOf = (raw: unknown): readonly PackFault[] => {
  const reading = readPack(raw);
  return reading.ok ? [] : reading.faults;
};
const paths = (raw: unknown): readonly string[] => faultsOf(raw).map(({ path }) => path);
const [weekRule] = currentBasePack.rules;

describe('a rule pack', () => {
  it('adds a payer without code: as text, it is read, applies and judges', () => {
    const text = JSON.stringify({
      id: 'sunrise-health',
      version: 1,
      title: 'Sunrise Health Plan',
      scope: 'payer',
      effectiveFrom: '2026-01-01',
      appliesWhen: { payers: ['sunrise'] },
      speaksFor: ['day-minutes'],
      definitions: { ...basePack.definitions, hourMinutes: 50 },
      rules: [
        {
          id: 'SUN-1',
          kind: 'day-minutes',
          targetHours: 2,
          programDay: 'has-group',
          shortDay: 'not-billable',
          severity: 'firm',
          source: 'contract, page 12',
        },
      ],
    });
    const reading = readPackText(text);
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
    const packs = [currentBasePack, reading.pack];
    const sunrise = careOf({ payer: 'Sunrise (gold)' });
    const day = (minutes: number) =>
      saidBy('SUN-1', judged(packs, sunrise, [session(MONDAY, 120, { attended: minutes })]))[0];
    expect([day(100)?.status, day(99)?.status]).toEqual(['met', 'not-billable']);
    expect(saidBy('SUN-1', judged(packs, careOf(), [session(MONDAY, 120)]))).toEqual([]);
  });

  it('is refused whole, with every fault named', () => {
    const { timeZone: _timeZone, ...definitions } = currentBasePack.definitions;
    const faults = paths({
      ...currentBasePack,
      effectiveTo: '2020-01-01',
      definitions,
      rules: [
        { ...weekRule, targetHours: -9 },
        { ...weekRule, id: 'x', kind: 'phase-of-the-moon' },
        { ...weekRule, id: 'y', effectiveFrom: '2030-01-01', effectiveTo: '2029-01-01' },
        { ...weekRule, id: 'y' },
      ],
    });
    expect(faults).toEqual(
      expect.arrayContaining([
        'definitions.timeZone',
        'effectiveTo',
        'rules.0.targetHours',
        'rules.1.kind',
        'rules.2.effectiveTo',
        'rules.3.id',
      ]),
    );
  });

  it('of an unknown kind of rule is told which kinds there are', () => {
    const [fault] = faultsOf({ ...currentBasePack, rules: [{ ...weekRule, kind: 'moon' }] });
    expect(fault?.message).toMatch(/unknown kind of rule; there are: day-minutes, week-minutes/);
  });

  it('may not contradict itself', () => {
    const size = {
      id: 'g',
      kind: 'group-size',
      severity: 'firm',
      source: 's',
      sessionTypes: ['process-group'],
    };
    const stay = { id: 's', kind: 'length-of-stay', severity: 'firm', source: 's' };
    const of = (rule: unknown) => paths({ ...currentBasePack, rules: [rule] });
    expect(of({ ...size, minimum: 9, maximum: 8 })).toEqual(['rules.0.minimum']);
    expect(of(size)).toEqual(['rules.0.maximum']);
    expect(of(stay)).toEqual(['rules.0.minimumWeeks']);
    expect(of({ ...weekRule, ageBand: 'adult' })).toEqual(['rules.0.ageBand']);
    expect(of({ ...weekRule, effectiveFrom: '2001-01-01' })).toEqual(['rules.0.effectiveFrom']);
  });

  it('cannot promise what nobody measures', () => {
    const definitions = { ...currentBasePack.definitions, breaksCount: true };
    expect(paths({ ...currentBasePack, definitions })).toEqual(['definitions.breaksCount']);
  });

  it('that is no pack at all is refused as well', () => {
    expect(readPackText('{').ok).toBe(false);
    expect(readPackText('null').ok).toBe(false);
    expect(readPackText('[]').ok).toBe(false);
  });
});

describe('the packs that ship', () => {
  it('have a name of their own for each version, and say what all their words mean', () => {
    const names = shippedPacks.map(({ id, version }) => `${id} ${version}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { definitions } of shippedPacks) expect(definitions.timeZone).toBe('programme');
  });

  it('are in force by their dates, the newest version of each', () => {
    const inForce = packsInForce(shippedPacks, MONDAY).map(({ id, version }) => `${id} ${version}`);
    expect(inForce).toContain('base-iop 2');
    expect(inForce).not.toContain('base-iop 1');
    expect(packsInForce(shippedPacks, '2023-12-31')).toEqual([]);
  });

  it('know a payer by the first words of its name', () => {
    expect(payerSlug('Commercial (S9480)')).toBe('commercial-s9480');
    const said = (payer: string) =>
      judged([currentBasePack, ...shippedPacks], careOf({ payer }), [session(weekday(0), 180)]);
    expect(saidBy('BIL-2-day', said('Commercial (S9480)'))).not.toHaveLength(0);
    expect(saidBy('BIL-2-day', said('Commercial'))).toHaveLength(0);
  });
});

describe('the JSON schema of packs', () => {
  it('in docs/ is the one of the code; `node infra/rules/write-schema.mjs` writes it anew', async () => {
    const file: unknown = await import('../../../../docs/rule-pack.schema.json', { with: { type: 'json' } });
    expect(z.object({ default: z.unknown() }).parse(file).default).toEqual(packJsonSchema());
  });
});
