import { describe, expect, it } from '@jest/globals';
import { canonicalJson, editionsOf, settle as settleInTheProgramme, sha256Hex } from '@hearth/domain';
import { editions } from './connections.mjs';
import { settle } from './settle.mjs';
import { formerSession } from './testing/former-sessions.js';

const SESSIONS = 500;

/** What the program of their days made of all these sessions, way by way of reading them. */
const then: Readonly<Record<1 | 2, readonly [string, string]>> = {
  1: [
    '748eea4851e274b5339b904e4dd484dbad8a5b0e5a36a2aedefb0dcee8445b22',
    '408657ef23cc3ee83602395929946434ce5c32f747749cb3d82166b315fb96f3',
  ],
  2: [
    'b946dce0d7d38b63aa07c858a8b978c8575395852eb6b96cf23cc92835a4b1f7',
    '3e30f006a850df175657a19fbfeb513c395c232adcefbe6719987af1bd2094f3',
  ],
};

describe('what was sealed under former rules', () => {
  it.each([
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
  ] as const)('still follows from its facts: rules %i, way %i of reading them', (rules, way) => {
    const sessions = Array.from({ length: SESSIONS }, (_, index) => formerSession(index, rules));
    const digest = sha256Hex(
      canonicalJson(
        sessions.map(
          (inputs) =>
            settleInTheProgramme(inputs, inputs.endedAt ?? 0, editionsOf(inputs.policy)[way]).attendance,
        ),
      ),
    );
    const again = sessions.map(({ policy, ...facts }) => settle(facts, policy, editions[rules]?.[way]));
    expect([digest, sha256Hex(canonicalJson(again))]).toEqual([then[rules][way], then[rules][way]]);
  });
});
