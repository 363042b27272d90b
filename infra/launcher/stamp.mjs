// @ts-check
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { codeOf } from './problem.mjs';

/**
 * A hash over the names and contents of files, independent of times and of the order of a listing.
 * @param {string} root
 * @param {readonly string[]} inputs files and folders below the root; one that is missing counts as empty
 * @param {(path: string) => boolean} [counts] leaves files out by their path below the root
 * @returns {string}
 */
export function hashOf(root, inputs, counts = () => true) {
  const hash = createHash('sha256');
  const files = inputs.flatMap((input) => filesBelow(join(root, input)));
  const paths = files.map((file) => relative(root, file).split(sep).join('/')).filter(counts);
  for (const path of [...new Set(paths)].sort()) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]} every file at or below it
 */
function filesBelow(path) {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
      .filter((name) => name !== 'node_modules' && name !== 'dist')
      .flatMap((name) => filesBelow(join(path, name)));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Whether the stamp says that this was already made from these inputs.
 * @param {string} file
 * @param {string} hash
 */
export function stampIs(file, hash) {
  try {
    return readFileSync(file, 'utf8').trim() === hash;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @param {string} hash
 */
export function writeStamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${hash}\n`);
}
