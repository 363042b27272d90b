import { describe, expect, it } from '@jest/globals';
import { settle, verifySeal, type AttendanceProof } from '@hearth/domain';
import { createPublicKey, verify as isGood } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
