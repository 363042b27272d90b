import { describe, expect, it } from '@jest/globals';
import { inputsOf, open, staffed } from '../testing/attendance-story.js';
import * as story from '../testing/session-story.js';
import { END, START, minute } from '../testing/session-story.js';
import { canonicalJson, sha256Hex } from './canonical.js';
import { NEWEST_RULES } from './policy.js';
import { brokenLink, sealHash, sealPayload, verifySeal, type SignatureCheck } from './seal.js';
import { settle } from './settle.js';

const inputs = inputsOf(
  ...open,
  ...staffed,
  story.joined({ at: START }),
  story.left({ at: minute(80) }),
  story.ended,
);
const { attendance } = settle(inputs, END);
// A keyed hash stands in for the signature: which scheme signs is not the seal's business.
const signatureOf = (payload: string): string => sha256Hex(`key of the programme ${payload}`);
const signed = (sequence: number, previousHash: string | null, leafSecret: string | null = null) => {
  const hash = sealHash(inputs, attendance, leafSecret);
  const signature = signatureOf(sealPayload(sequence, previousHash, hash));
  return { hash, previousHash, sequence, keyId: 'key-1', signature };
};
const isSigned: SignatureCheck = (payload, { signature }) => signatureOf(payload) === signature;
const seal = signed(3, 'b'.repeat(64));

describe('a seal', () => {
  it('is a plain SHA-256 over facts, policy and result where it has no leaves', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    const { policy, ...facts } = inputs;
    expect(seal.hash).toBe(sha256Hex(canonicalJson({ facts, policy, result: attendance })));
  });

  it('signs the hash with its place in the chain', () => {
    expect(sealPayload(0, null, 'abc')).toBe('0..abc');
    expect(sealPayload(7, 'fed', 'abc')).toBe('7.fed.abc');
  });

  it('holds when everything can be derived again', () => {
    expect(verifySeal(inputs, attendance, seal, null, isSigned)).toBeNull();
    const secret = 'e'.repeat(64);
    const leaved = signed(3, 'b'.repeat(64), secret);
    expect(leaved.hash).not.toBe(seal.hash);
    expect(verifySeal(inputs, attendance, leaved, secret, isSigned)).toBeNull();
    expect(verifySeal(inputs, attendance, leaved, null, isSigned)).toBe('hash');
    expect(verifySeal(inputs, attendance, seal, secret, isSigned)).toBe('hash');
  });

  const [ana, ...others] = attendance.patients;
  if (ana === undefined) throw new Error('Ana is on the roster');
  it.each([
    ['a second moved', { ...inputs, endedAt: END - 1000 }, attendance, seal, 'minutes'],
    ['a fact dropped', { ...inputs, facts: inputs.facts.slice(0, -1) }, attendance, seal, 'minutes'],
    [
      'a fact added that moves nothing',
      { ...inputs, facts: [...inputs.facts, ...inputs.facts] },
      attendance,
      seal,
      'hash',
    ],
    ['another policy', { ...inputs, policy: { ...inputs.policy, version: 9 } }, attendance, seal, 'hash'],
    [
      'rules that are not known yet',
      { ...inputs, policy: { ...inputs.policy, rules: NEWEST_RULES + 1 } },
      attendance,
      seal,
      'rules-unknown',
    ],
    [
      'a minute given',
      inputs,
      { ...attendance, patients: [{ ...ana, countedMs: ana.countedMs + 60_000 }, ...others] },
      seal,
      'minutes',
    ],
    ['a patient left out', inputs, { ...attendance, patients: others }, seal, 'minutes'],
    ['another hash', inputs, attendance, { ...seal, hash: 'a'.repeat(64) }, 'hash'],
    ['another place in the chain', inputs, attendance, { ...seal, sequence: 4 }, 'signature'],
    ['another predecessor', inputs, attendance, { ...seal, previousHash: null }, 'signature'],
    ['another signature', inputs, attendance, { ...seal, signature: signed(0, null).signature }, 'signature'],
    ['a session that is not over', { ...inputs, endedAt: null }, attendance, seal, 'not-over'],
  ] as const)('does not hold with %s', (_what, someInputs, result, someSeal, flaw) => {
    const figures = { ...result, patients: [...result.patients] };
    expect(verifySeal(someInputs, figures, someSeal, null, isSigned)).toBe(flaw);
  });
});

describe('a chain of seals', () => {
  const chain = [
    { sequence: 0, hash: 'a', previousHash: null },
    { sequence: 1, hash: 'b', previousHash: 'a' },
    { sequence: 2, hash: 'c', previousHash: 'b' },
  ];

  it('is unbroken from its beginning, or says where it is not', () => {
    expect(brokenLink([])).toBeNull();
    expect(brokenLink(chain)).toBeNull();
    expect(brokenLink(chain.slice(1))).toBe(0);
    expect(brokenLink(chain.toSpliced(1, 1))).toBe(1);
    expect(brokenLink(chain.with(1, { sequence: 1, hash: 'x', previousHash: 'a' }))).toBe(2);
  });
});
