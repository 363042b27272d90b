// @ts-check
import { withoutPassword } from './plan.mjs';
import { askEventStore, askLiveKit, askRedis } from './probe.mjs';
import { Problem } from './problem.mjs';

/** @typedef {import('./types.mjs').OnStatus} OnStatus */
/** @typedef {import('./types.mjs').Status} Status */

const INSTEAD = {
  eventstore: 'the embedded event store is used',
  redis: 'Hearth runs Redis itself',
  livekit: 'Hearth runs LiveKit itself',
};

/**
 * Checks that a service which was named by a URL is there and takes us.
 * @param {'eventstore' | 'redis' | 'livekit'} name
 * @param {{ variable: string, url: string }} given
 * @param {{ LIVEKIT_API_KEY: string, LIVEKIT_API_SECRET: string }} secrets
 * @param {OnStatus} [onStatus]
 * @returns {Promise<void>}
 * @throws {Problem} when it does not answer
 */
export async function checkGiven(name, { variable, url }, secrets, onStatus) {
  const began = performance.now();
  const address = withoutPassword(url);
  /** @type {Pick<Status, 'name' | 'origin' | 'address'>} */
  const what = { name, origin: `given by ${variable}`, address };
  onStatus?.({ ...what, state: 'working', detail: 'asking whether it is there' });
  const answer = await ask(name, url, secrets);
  if (!answer.ok) {
    onStatus?.({ ...what, state: 'failed', detail: answer.why });
    throw new Problem(
      `${variable} names ${address}, and that cannot be used: ${answer.why}.`,
      `Bring it up or correct the address; without ${variable} ${INSTEAD[name]}.`,
    );
  }
  const version = answer.version === null ? {} : { version: answer.version };
  onStatus?.({ ...what, ...version, state: 'ready', tookMs: performance.now() - began });
}

/**
 * @param {'eventstore' | 'redis' | 'livekit'} name
 * @param {string} url
 * @param {{ LIVEKIT_API_KEY: string, LIVEKIT_API_SECRET: string }} secrets
 */
function ask(name, url, secrets) {
  switch (name) {
    case 'eventstore':
      return askEventStore(url);
    case 'redis':
      return askRedis(url);
    case 'livekit':
      return askLiveKit(url, secrets.LIVEKIT_API_KEY, secrets.LIVEKIT_API_SECRET);
    default:
      throw new Error(/** @type {never} */ (name));
  }
}
