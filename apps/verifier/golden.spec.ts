import { describe, expect, it } from '@jest/globals';
import {
  editionOfSeal,
  editionsOf,
  settle,
  standardAttendancePolicy,
  verifySeal,
  type AttendanceProof,
} from '@hearth/domain';
import { createPublicKey, verify as isGood } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editions } from './connections.mjs';
import { closed, flawOf } from './testing/document.js';
import type { Tampered } from './testing/tamperings.js';
import { verify } from './verify.mjs';

/** Proofs as they were made and signed by the program of their day. They must hold for ever. */
const goldens = ['rules-1-first', 'rules-1', 'rules-2-first', 'rules-2'] as const;
const read = async (name: string): Promise<AttendanceProof> =>
  JSON.parse(await readFile(join(import.meta.dirname, 'golden', `${name}.json`), 'utf8')) as AttendanceProof;

describe('a proof of former days', () => {
  it.each(goldens)('made under %s still holds, to the millisecond', async (name) => {
    const proof = await read(name);
    expect(verify(proof)).toMatchObject({ sessions: 1, corrections: 1, roots: 1 });
    const [session] = proof.sessions;
    const [key] = proof.keys;
    if (session === undefined || key === undefined) throw new Error('it is of one session, and signed');
    const { facts, policy, result, seal } = session;
    const isSigned = (payload: string, { signature }: { readonly signature: string }): boolean =>
      isGood(null, Buffer.from(payload), createPublicKey(key.publicKey), Buffer.from(signature, 'base64url'));
    expect(verifySeal({ ...facts, policy }, result, seal, null, isSigned)).toBeNull();
  });

  it('made under rules-3 still holds, whose seal has a leaf for each patient', async () => {
    const proof = await read('rules-3');
    expect(verify(proof)).toMatchObject({ sessions: 1, corrections: 1, roots: 1 });
    const [session] = proof.sessions;
    if (session === undefined) throw new Error('it is of one session');
    const { facts, policy, result } = session;
    const inputs = { ...facts, policy };
    expect(editionOfSeal(inputs, result, 'whatever the salts came from')).toBe(editionsOf(policy)[0]);
    // Of two devices, of a removal, and of somebody whom nobody saw leaving, the rules before made something else.
    const figures = (rules: 2 | 3) =>
      settle({ ...inputs, policy: { ...policy, rules } }, facts.endedAt ?? 0).attendance.patients.map(
        ({ countedMs, uncertaintyMs }) => [countedMs, uncertaintyMs],
      );
    expect(figures(3)).toEqual([
      [74 * 60_000, 1_300],
      [36.5 * 60_000, 2_600],
      [85 * 60_000, 20 * 60_000 + 2_650],
    ]);
    expect(figures(2)).toEqual([
      [9.1 * 60_000, 1_300],
      [37.5 * 60_000, 1_300],
      [85 * 60_000, 20 * 60_000 + 650],
    ]);
    const older = structuredClone(proof) as Tampered;
    for (const one of older.sessions) one.policy.rules = 2;
    expect(flawOf(closed(older))).toBe('minutes');
  });

  it('is there of each way in which facts were ever read, and both programs know the same ways', () => {
    const standard = (rules: number) => editionsOf({ ...standardAttendancePolicy, rules });
    expect(Object.keys(editions).map((rules) => standard(Number(rules)).length)).toEqual(
      Object.values(editions).map((ways) => ways.length),
    );
    expect([...goldens, 'rules-3']).toHaveLength(Object.values(editions).flat().length);
  });

  it('may hold what its rules came to only in its own days, before they were frozen', async () => {
    for (const name of ['rules-1-first', 'rules-2-first'] as const) {
      const [session] = (await read(name)).sessions;
      if (session === undefined) throw new Error('it is of one session');
      const { facts, policy, result } = session;
      const today = settle({ ...facts, policy }, facts.endedAt ?? 0).attendance;
      const minutes = ({ patients }: typeof today) => patients.map(({ countedMs }) => countedMs);
      expect(minutes(today)).not.toEqual(minutes(result));
    }
  });
});
