import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openFileKeyRing } from './file-key-ring.js';
import { KeyRingUnavailable } from './key-ring.js';

let path: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'hearth-keys-'));
});
afterEach(() => rm(path, { recursive: true }));

describe('the key ring in a folder', () => {
  it('keeps a key over a restart', async () => {
    const made = await (await openFileKeyRing({ path })).keyFor('p1');
    const kept = await (await openFileKeyRing({ path })).existing('p1');
    expect(kept?.keyId).toBe(made.keyId);
    expect(Buffer.from(kept?.secret ?? [])).toEqual(Buffer.from(made.secret));
  });

  it('gives several processes that ask at once the same key', async () => {
    const rings = await Promise.all(Array.from({ length: 8 }, () => openFileKeyRing({ path })));
    const keys = await Promise.all(rings.map((ring) => ring.keyFor('p1')));
    expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1);
    expect((await readdir(join(path, 'keys'))).filter((name) => name.endsWith('.draft'))).toEqual([]);
  });

  it('sees at once what another process has dropped', async () => {
    const [one, other] = [await openFileKeyRing({ path }), await openFileKeyRing({ path })];
    await one.keyFor('p1');
    await other.existing('p1');
    await one.drop('p1');
    expect(await other.existing('p1')).toBeNull();
    await one.drop('p1');
  });

  it('shows neither keys nor subjects in the clear names, to their owner only', async () => {
    const ring = await openFileKeyRing({ path });
    const { secret } = await ring.keyFor('p1');
    const [name = ''] = await readdir(join(path, 'keys'));
    const file = join(path, 'keys', name);
    expect(name).not.toContain('p1');
    expect(await readFile(file, 'utf8')).not.toContain(Buffer.from(secret).toString('base64'));
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect((await stat(join(path, 'kek'))).mode & 0o077).toBe(0);
  });

  it('does not take keys that it cannot unwrap for dropped ones', async () => {
    await (await openFileKeyRing({ path })).keyFor('p1');
    const other = await openFileKeyRing({ path, kek: Buffer.alloc(32, 7).toString('base64') });
    await expect(other.existing('p1')).rejects.toThrow(KeyRingUnavailable);
    await rm(join(path, 'kek'));
    await expect(openFileKeyRing({ path })).rejects.toThrow(KeyRingUnavailable);
    await writeFile(join(path, 'kek'), 'short');
    await expect(openFileKeyRing({ path })).rejects.toThrow(KeyRingUnavailable);
  });
});
