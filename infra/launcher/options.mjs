// @ts-check
import { Problem } from './problem.mjs';

export const START_HELP = `npm start                   bring Hearth up: http://localhost:3000
npm start -- --port 3100    the same on another port
npm start -- --fresh        throw the data of this clone away and begin anew
npm start -- --no-demo      without the demo programme
npm start -- --help         this text

Own servers instead of the built-in ones, by environment or in a file .env:
  EVENTSTORE_URL   esdb://host:2113?tls=true     (EventStoreDB or KurrentDB)
  REDIS_URL        redis://host:6379
  LIVEKIT_URL      wss://host                    with LIVEKIT_API_KEY and LIVEKIT_API_SECRET
`;

/**
 * @typedef {object} StartOptions
 * @property {boolean} fresh delete the data first
 * @property {boolean} demo load the demo programme
 * @property {boolean} help
 * @property {number | null} port null when none was named
 */

/**
 * Reads a TCP port from a text.
 * @param {string} text
 * @param {string} name what it was given as, for the sentence
 * @returns {number}
 * @throws {Problem} when it is no port
 */
export function readPort(text, name) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new Problem(
      `${name} must be a port between 1 and 65535, and is "${text}".`,
      'For example: --port 3100',
    );
  }
  return port;
}

/**
 * Reads what comes after `npm start --`.
 * @param {readonly string[]} args
 * @returns {StartOptions}
 * @throws {Problem} for anything unknown
 */
export function readStartOptions(args) {
  const options = { fresh: false, demo: true, help: false, port: /** @type {number | null} */ (null) };
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--fresh') options.fresh = true;
    else if (arg === '--no-demo') options.demo = false;
    else if (arg === '--help' || arg === '-h') options.help = true;
    else if (arg === '--port') options.port = readPort(args[(i += 1)] ?? '', '--port');
    else if (arg.startsWith('--port=')) options.port = readPort(arg.slice('--port='.length), '--port');
    else
      throw new Problem(`"${arg}" is not something that npm start understands.`, 'See: npm start -- --help');
  }
  return options;
}
