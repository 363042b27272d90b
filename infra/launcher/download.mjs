// @ts-check
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { causeOf, Problem, sentenceOf } from './problem.mjs';

const PATIENCE_MS = 10_000;

/**
 * Fetches a file whole. Gives up when nothing came for ten seconds, so that a closed network costs no more.
 * @param {string} url
 * @param {object} [options]
 * @param {AbortSignal} [options.signal]
 * @param {(fraction: number) => void} [options.onProgress]
 * @returns {Promise<Buffer>}
 * @throws {Problem} with one clause on why not
 */
export async function download(url, { signal, onProgress } = {}) {
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), PATIENCE_MS);
  const stop = () => stalled.abort();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const response = await fetch(url, { signal: stalled.signal });
    if (!response.ok || response.body === null)
      throw new Problem(`the server answered HTTP ${response.status}`);
    const total = Number(response.headers.get('content-length'));
    const chunks = [];
    let received = 0;
    for await (const chunk of response.body) {
      chunks.push(chunk);
      received += chunk.length;
      if (total > 0) onProgress?.(received / total);
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(), PATIENCE_MS);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Problem) throw error;
    throw new Problem(
      stalled.signal.aborted
        ? 'nothing came for 10 s'
        : `${new URL(url).host} cannot be reached (${sentenceOf(causeOf(error))})`,
    );
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/**
 * @param {Buffer} content
 * @param {string} sha256 in hexadecimal
 * @throws {Problem} when it is not what was published
 */
export function checkDigest(content, sha256) {
  const actual = createHash('sha256').update(content).digest('hex');
  if (actual !== sha256)
    throw new Problem(`what was downloaded is not the published file (sha256 ${actual})`);
}

/**
 * One file out of a .tar.gz.
 * @param {Buffer} archive
 * @param {string} name the last part of its path in the archive
 * @returns {Buffer}
 * @throws {Problem} when there is no such file in it
 */
export function fileFromTarball(archive, name) {
  const tar = gunzipSync(archive);
  for (let at = 0; at + 512 <= tar.length;) {
    const path = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    if (path === '') break;
    const size = parseInt(
      tar
        .toString('ascii', at + 124, at + 136)
        .replace(/\0.*$/s, '')
        .trim(),
      8,
    );
    const type = tar.toString('ascii', at + 156, at + 157);
    const start = at + 512;
    if ((type === '0' || type === '\0') && path.split('/').at(-1) === name)
      return tar.subarray(start, start + size);
    at = start + Math.ceil(size / 512) * 512;
  }
  throw new Problem(`there is no ${name} in the downloaded archive`);
}

/**
 * Puts a program in place in one step, so that nobody ever finds half of it.
 * @param {Buffer} content
 * @param {string} path
 */
export function placeProgram(content, path) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, content);
    chmodSync(draft, 0o755);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
