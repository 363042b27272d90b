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
export function readPort(text: string, name: string): number;
/**
 * Reads what comes after `npm start --`.
 * @param {readonly string[]} args
 * @returns {StartOptions}
 * @throws {Problem} for anything unknown
 */
export function readStartOptions(args: readonly string[]): StartOptions;
export const START_HELP: 'npm start                   bring Hearth up: http://localhost:3000\nnpm start -- --port 3100    the same on another port\nnpm start -- --fresh        throw the data of this clone away and begin anew\nnpm start -- --no-demo      without the demo programme\nnpm start -- --help         this text\n\nOwn servers instead of the built-in ones, by environment or in a file .env:\n  EVENTSTORE_URL   esdb://host:2113?tls=true     (EventStoreDB or KurrentDB)\n  REDIS_URL        redis://host:6379\n  LIVEKIT_URL      wss://host                    with LIVEKIT_API_KEY and LIVEKIT_API_SECRET\n';
export type StartOptions = {
  /**
   * delete the data first
   */
  fresh: boolean;
  /**
   * load the demo programme
   */
  demo: boolean;
  help: boolean;
  /**
   * null when none was named
   */
  port: number | null;
};
