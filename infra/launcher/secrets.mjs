// @ts-check
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from './problem.mjs';

/**
 * @typedef {object} Secrets
 * @property {string} HEARTH_SECRET signs cookies
 * @property {string} LIVEKIT_API_KEY
 * @property {string} LIVEKIT_API_SECRET
 */

/** @returns {Secrets} */
function makeSecrets() {
  return {
    HEARTH_SECRET: randomBytes(48).toString('base64url'),
    LIVEKIT_API_KEY: `HK${randomBytes(9).toString('hex')}`,
    LIVEKIT_API_SECRET: randomBytes(48).toString('base64url'),
  };
}

/**
 * The secrets of this clone: made once, readable by their owner only.
 * @param {string} file
 * @returns {Secrets}
 * @throws {Problem} when the file is there but is not ours
 */
export function clonesSecrets(file) {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(makeSecrets(), null, 2)}\n`, { mode: 0o600 });
  }
  chmodSync(file, 0o600);
  const secrets = parse(readFileSync(file, 'utf8'));
  if (secrets === null) {
    throw new Problem(
      `${file} does not hold the secrets of this clone any more.`,
      `Delete it; new ones are then made.`,
    );
  }
  return secrets;
}

/**
 * @param {string} text
 * @returns {Secrets | null}
 */
function parse(text) {
  try {
    const { HEARTH_SECRET, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = /** @type {Partial<Secrets>} */ (
      JSON.parse(text)
    );
    if (!HEARTH_SECRET || !LIVEKIT_API_KEY || !LIVEKIT_API_SECRET) return null;
    return { HEARTH_SECRET, LIVEKIT_API_KEY, LIVEKIT_API_SECRET };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
