import { beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson, dayRoot, dayRootPayload, sealPayload, type AttendanceProof } from '@hearth/domain';
import { ephemeralSealSigner, type SealSigner } from '@hearth/platform';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aProvedProgramme, type ProvedProgramme } from './testing/proved-programme.js';
import { closed, flawOf } from './testing/document.js';
import { at, swap, tamperings, type Tampered } from './testing/tamperings.js';
import { verify } from './verify.mjs';

let programme: ProvedProgramme;
let proof: AttendanceProof;

/** All of it signed again, from the first to the last, by somebody with a key of their own. */
const signedAnew = (original: AttendanceProof, signer: SealSigner): Tampered => {
  const one = structuredClone(original) as Tampered;
  const signed = ({
    sequence,
    previousHash,
    hash,
  }: {
    sequence: number;
    previousHash: string | null;
    hash: string;
  }) => ({
    keyId: signer.keyId,
    signature: signer.sign(sealPayload(sequence, previousHash, hash)),
  });
  one.keys = [{ keyId: signer.keyId, publicKey: signer.publicKey }];
  for (const { seal } of one.sessions) Object.assign(seal, signed(seal));
  for (const link of one.chain) if (link.kind === 'correction') Object.assign(link, signed(link));
  for (const root of one.roots) {
    Object.assign(root, { keyId: signer.keyId, signature: signer.sign(dayRootPayload(root.day, root.root)) });
  }
  return closed(one, signer);
};

describe('the verifier', () => {
  beforeAll(async () => {
    programme = await aProvedProgramme();
    proof = await programme.proof({ kind: 'period', from: '2026-11-16', to: '2026-11-16' }, [
      's0',
      's1',
      's2',
    ]);
    // The session with corrections first, whatever its place in the chain.
    const s1 = proof.sessions.findIndex(({ sessionId }) => sessionId === 's1');
    const sessions = [...proof.sessions];
    swap(sessions, 0, s1);
    proof = closed(
      { ...structuredClone(proof), sessions: structuredClone(sessions) } as Tampered,
      programme.signer,
    );
  });

  it('accepts a real proof, and says what it holds', () => {
    expect(verify(proof, [programme.signer.publicKey])).toMatchObject({
      checkCode: proof.proof.checkCode,
      sessions: 3,
      corrections: 2,
      links: 7,
      roots: 2,
    });
  });

  it('counts a minute once that two sessions have', () => {
    const { countedMs } = verify(proof);
    const apart = proof.sessions
      .filter(({ sessionId }) => sessionId !== 's2')
      .map(
        ({ result }) => result.patients.find(({ patientId }) => patientId === 'patient-ben')?.countedMs ?? 0,
      );
    const both = proof.sessions
      .map(({ result }) => at(result.patients, 1).countedMs)
      .reduce((a, b) => a + b, 0);
    // s0 and s1 were held at the same time.
    expect(countedMs['patient-ben']).toBe(both - Math.min(...apart));
  });

  it('accepts it after it was written and read, with its keys in any order', () => {
    const reversed = JSON.parse(JSON.stringify(proof), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as unknown;
    expect(flawOf(reversed)).toBe('none');
    expect(canonicalJson(reversed as AttendanceProof)).toBe(canonicalJson(proof));
  });

  it.each(tamperings.map(([what, code, tamper]) => ({ what, code, tamper })))(
    'refuses it when $what: $code',
    ({ code, tamper }) => {
      const tampered = structuredClone(proof) as Tampered;
      tamper(tampered);
      expect(flawOf(closed(tampered))).toBe(code);
    },
  );

  it('refuses it when anything at all was changed and the document not closed again', () => {
    const tampered = structuredClone(proof) as Tampered;
    tampered.madeAt += 1;
    expect(flawOf(tampered)).toBe('document');
    const coded = structuredClone(proof) as Tampered;
    coded.proof.checkCode = '0000-0000-0000-0000';
    expect(flawOf(coded)).toBe('check-code');
  });

  it('cannot be fooled by a forger with another key, once it is told which one to trust', () => {
    const forger = ephemeralSealSigner();
    const forged = signedAnew(proof, forger);
    expect(flawOf(forged)).toBe('none');
    expect(flawOf(forged, [programme.signer.publicKey])).toBe('key-not-trusted');
    const one = structuredClone(proof) as Tampered;
    one.keys.push({ keyId: forger.keyId, publicKey: forger.publicKey });
    const { seal } = at(one.sessions, 0);
    seal.keyId = forger.keyId;
    seal.signature = forger.sign(sealPayload(seal.sequence, seal.previousHash, seal.hash));
    expect(flawOf(closed(one), [programme.signer.publicKey])).toBe('key-not-trusted');
  });

  it('has roots that can be made again from the links', () => {
    const [root] = proof.roots;
    const links = proof.chain
      .filter(({ sequence }) => sequence <= (root?.lastSequence ?? -1))
      .map(({ keyId: _keyId, signature: _signature, ...link }) => link);
    expect(
      dayRoot({ programmeId: 'programme', day: '2026-11-16', previousRoot: null, unsealed: [], links }),
    ).toBe(root?.root);
  });

  it('still accepts it when the personal data of a patient cannot be read any more', async () => {
    await programme.keyRing.drop('patient-ana');
    const after = await programme.proof({ kind: 'session', sessionId: 's1' }, ['s1']);
    expect(flawOf(after, [programme.signer.publicKey])).toBe('none');
    expect(at(after.sessions, 0).corrections).toEqual(
      proof.sessions.find(({ sessionId }) => sessionId === 's1')?.corrections,
    );
    expect(JSON.stringify(after)).not.toContain('telephone;');
  });

  it('needs only the links from the day of a session on', async () => {
    const later = await programme.proof({ kind: 'session', sessionId: 's3' }, ['s3', 'nowhere']);
    expect(flawOf(later)).toBe('none');
    expect([later.chain.map(({ sequence }) => sequence), later.unsealed]).toEqual([[5, 6], ['nowhere']]);
  });

  it('runs by itself, and ends with 0 or with what does not hold', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hearth-proof-'));
    const run = (name: string, ...more: string[]) =>
      new Promise<{ code: number; said: string }>((resolve) => {
        const path = join(import.meta.dirname, 'verify.mjs');
        execFile(process.execPath, [path, join(folder, name), ...more], (error, out, err) =>
          resolve({ code: error === null ? 0 : Number(error.code), said: out + err }),
        );
      });
    try {
      const tampered = structuredClone(proof) as Tampered;
      tamperings[0]?.[2](tampered);
      await writeFile(join(folder, 'good.json'), JSON.stringify(proof));
      await writeFile(join(folder, 'bad.json'), JSON.stringify(tampered));
      await writeFile(join(folder, 'key.pem'), programme.signer.publicKey);
      await writeFile(join(folder, 'other.pem'), ephemeralSealSigner().publicKey);
      const good = await run('good.json', '--key', join(folder, 'key.pem'));
      expect([good.code, good.said]).toEqual([0, expect.stringContaining('The proof holds')]);
      const bad = await run('bad.json');
      expect([bad.code, bad.said]).toEqual([1, expect.stringContaining('(minutes)')]);
      const untrusted = await run('good.json', '--key', join(folder, 'other.pem'));
      expect([untrusted.code, untrusted.said]).toEqual([1, expect.stringContaining('(key-not-trusted)')]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
