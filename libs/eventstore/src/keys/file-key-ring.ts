import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf, createFileOnce, syncFolder } from './durable-file.js';
import { keyEncryptionKey, unwrapKey, wrapKey } from './key-encryption-key.js';
import { KeyRingUnavailable, type DataKey, type KeyRing } from './key-ring.js';

const MAX_CACHED = 2_000;

const keyFile = z.object({ keyId: z.string(), subject: z.string(), wrapped: z.string() });

/**
 * A key ring in a folder (`keys/` and `kek`): one file of a wrapped key for each subject, named by a hash. Several processes can use it
 * at once without a lock, as creating and removing a file are each atomic; what one process drops, the others see
 * at their next use, because the file is looked for each time.
 * @param options `path` of the folder; `kek` in base64, else it is kept in the folder
 * @throws KeyRingUnavailable
 */
export const openFileKeyRing = async (options: {
  readonly path: string;
  readonly kek?: string | undefined;
}): Promise<KeyRing> => {
  const keys = join(options.path, 'keys');
  await mkdir(keys, { recursive: true, mode: 0o700 });
  const kek = await keyEncryptionKey(options.kek, join(options.path, 'kek'), keys);
  return new FileKeyRing(keys, kek);
};

class FileKeyRing implements KeyRing {
  readonly #cache = new Map<string, DataKey>();

  constructor(
    private readonly folder: string,
    private readonly kek: Uint8Array,
  ) {}

  async keyFor(subject: string): Promise<DataKey> {
    const kept = await this.existing(subject);
    if (kept !== null) return kept;
    const key: DataKey = { keyId: randomUUID(), secret: randomBytes(32) };
    const wrapped = wrapKey(key.secret, `${subject}|${key.keyId}`, this.kek);
    const content = JSON.stringify({ keyId: key.keyId, subject, wrapped } satisfies z.infer<typeof keyFile>);
    await this.#guard(() => createFileOnce(this.#pathOf(subject), content));
    const made = await this.existing(subject);
    if (made === null) throw new KeyRingUnavailable('A key was dropped while it was being made');
    return made;
  }

  async existing(subject: string): Promise<DataKey | null> {
    const path = this.#pathOf(subject);
    if (!existsSync(path)) {
      this.#cache.delete(subject);
      return null;
    }
    const cached = this.#cache.get(subject);
    const key = cached ?? (await this.#guard(() => this.#read(path, subject)));
    if (key !== null) this.#remember(subject, key);
    return key;
  }

  async drop(subject: string): Promise<void> {
    this.#cache.delete(subject);
    await this.#guard(async () => {
      try {
        await unlink(this.#pathOf(subject));
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error;
      }
      await syncFolder(this.folder);
    });
  }

  #pathOf(subject: string): string {
    return join(this.folder, `${createHash('sha256').update(subject).digest('hex')}.json`);
  }

  async #read(path: string, subject: string): Promise<DataKey | null> {
    try {
      const { keyId, wrapped } = keyFile.parse(JSON.parse(await readFile(path, 'utf8')));
      return { keyId, secret: unwrapKey(wrapped, `${subject}|${keyId}`, this.kek) };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** Least recently used goes first: a Map keeps the order of insertion. */
  #remember(subject: string, key: DataKey): void {
    this.#cache.delete(subject);
    this.#cache.set(subject, key);
    if (this.#cache.size <= MAX_CACHED) return;
    for (const oldest of this.#cache.keys()) {
      this.#cache.delete(oldest);
      return;
    }
  }

  async #guard<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      // The message of the cause may name paths, but never a subject or a key.
      throw new KeyRingUnavailable('The key ring cannot be used', { cause: error });
    }
  }
}
