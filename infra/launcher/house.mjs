// @ts-check
import { join } from 'node:path';
import { Children } from './children.mjs';
import { LogFile } from './logs.mjs';
import { layoutOf } from './places.mjs';
import { Problem } from './problem.mjs';
import { Supervised } from './supervised.mjs';

/** @typedef {import('./types.mjs').ServiceName} ServiceName */
/** @typedef {import('./types.mjs').OnStatus} OnStatus */

// First what reaches people, last what keeps the facts. LiveKit before the api, which can then still be told who
// was in a room.
const ENDING_ORDER = /** @type {const} */ (['demo', 'livekit', 'api', 'worker', 'redis', 'eventstore']);

/** The processes that run together: begun one by one, ended in order, and never left behind. */
export class House {
  /** @type {Map<ServiceName, Supervised>} */
  #services = new Map();
  /** @type {LogFile[]} */
  #logs = [];
  #ending = new AbortController();
  #children;
  #logFolder;
  #onStatus;

  /**
   * @param {string} dataDir
   * @param {OnStatus} onStatus
   * @param {AbortSignal} [signal] gives up on what is being brought up
   */
  constructor(dataDir, onStatus, signal) {
    this.#children = new Children(layoutOf(dataDir).children);
    this.#logFolder = layoutOf(dataDir).logs;
    this.#onStatus = onStatus;
    signal?.addEventListener('abort', () => this.#ending.abort(signal.reason), { once: true });
    if (signal?.aborted) this.#ending.abort(signal.reason);
  }

  /** Aborted when nothing more is to be brought up. */
  get ending() {
    return this.#ending.signal;
  }

  /**
   * Starts a service and waits until it is ready.
   * @param {import('./supervised.mjs').Definition} definition
   * @returns {Promise<void>}
   * @throws {Problem} when it does not get ready, or when everything is being ended
   */
  async run(definition) {
    this.ending.throwIfAborted();
    const log = new LogFile(join(this.#logFolder, `${definition.name}.log`));
    this.#logs.push(log);
    const service = new Supervised(definition, { children: this.#children, log, onStatus: this.#onStatus });
    this.#services.set(definition.name, service);
    const giveUp = () => void service.stop();
    this.ending.addEventListener('abort', giveUp, { once: true });
    try {
      await service.start();
    } finally {
      this.ending.removeEventListener('abort', giveUp);
    }
  }

  /**
   * Waits for all; when one fails, the others are told to give up and waited for before it is said.
   * @param {readonly Promise<void>[]} starting
   * @returns {Promise<void>}
   */
  async together(starting) {
    for (const one of starting) one.catch((error) => this.#ending.abort(error));
    await Promise.allSettled(starting);
    this.ending.throwIfAborted();
  }

  /** Ends all in order and waits until nothing is left. */
  async stop() {
    this.#ending.abort(new Problem('It was ended.'));
    for (const name of ENDING_ORDER) await this.#services.get(name)?.stop();
    this.#children.close();
    for (const log of this.#logs) log.close();
    this.#logs = [];
  }

  /** Ends all by force, at once. */
  killNow() {
    for (const service of this.#services.values()) service.killNow();
  }

  /**
   * @param {ServiceName} name
   * @returns {Supervised}
   * @throws {Error} when it was not started here
   */
  service(name) {
    const service = this.#services.get(name);
    if (service === undefined) throw new Error(`${name} is not among the services that were started here.`);
    return service;
  }

  /**
   * @param {ServiceName} name
   * @returns {number | null}
   */
  pid(name) {
    return this.#services.get(name)?.pid ?? null;
  }
}
