// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { lastLines } from './dependencies.mjs';
import { Problem, sentenceOf } from './problem.mjs';
import { holdsWithin, sendSignal } from './processes.mjs';
import { afterFall, FORGIVEN_AFTER_MS } from './restarts.mjs';

/** @typedef {import('./types.mjs').OnStatus} OnStatus */
/** @typedef {import('./types.mjs').ServiceName} ServiceName */
/** @typedef {import('./probe.mjs').Answer} Answer */

/**
 * @typedef {object} Definition how one service is run
 * @property {ServiceName} name
 * @property {string} file
 * @property {readonly string[]} args
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {string} [cwd]
 * @property {string} [container] the Docker container behind it
 * @property {string} origin
 * @property {string} [version]
 * @property {string} [address]
 * @property {(seen: { pid: number, lines: readonly string[] }) => Promise<Answer>} ready asked again until it says yes
 * @property {number} readyWithinMs
 * @property {boolean} [mayFinish] ending with code 0 is no fault
 */

/**
 * @typedef {object} Life one process, from start to end
 * @property {number} pid
 * @property {string[]} lines the first that it wrote
 * @property {boolean} over
 * @property {Promise<void>} [ending] while it is being ended
 * @property {Promise<{ how: string, well: boolean }>} end
 */

/**
 * @typedef {object} First
 * @property {() => void} resolve
 * @property {(problem: unknown) => void} reject
 */

const POLL_MS = 40;
const POLITE_MS = 1_500;
const GRACE_MS = 10_000;
const LAST_WORDS_MS = 500;

/** One service as the launcher runs it: started, watched, started again when it ends by itself, ended on request. */
export class Supervised {
  #wanted = false;
  /** @type {Life | null} */
  #life = null;
  /** @type {Promise<void>} */
  #watch = Promise.resolve();
  #endPause = () => undefined;
  #definition;
  #children;
  #log;
  #onStatus;

  /**
   * @param {Definition} definition
   * @param {object} around
   * @param {import('./children.mjs').Children} around.children
   * @param {import('./logs.mjs').LogFile} around.log
   * @param {OnStatus} around.onStatus
   */
  constructor(definition, { children, log, onStatus }) {
    this.#definition = definition;
    this.#children = children;
    this.#log = log;
    this.#onStatus = onStatus;
  }

  /** The number of the process that runs now, or null. */
  get pid() {
    return this.#life === null || this.#life.over ? null : this.#life.pid;
  }

  /**
   * Starts it and waits until it answers. From then on it is started again whenever it ends by itself.
   * @returns {Promise<void>}
   * @throws {Problem} when it ends or stays silent; it does not run then
   */
  start() {
    this.#wanted = true;
    return new Promise((resolve, reject) => {
      this.#watch = this.#keepAlive({ resolve, reject });
    });
  }

  /**
   * Ends it and waits until it is gone: asked politely, asked again (LiveKit with people in a room goes on
   * until the second time), then by force.
   * @returns {Promise<void>}
   */
  async stop() {
    const ran = this.#wanted;
    this.#wanted = false;
    this.#endPause();
    if (this.#life !== null) await this.#end(this.#life);
    await this.#watch;
    if (ran) this.#report({ state: 'ended' });
  }

  /**
   * Ends one process, once, however many ask for it.
   * @param {Life} life
   */
  #end(life) {
    const act = async () => {
      const gone = () => life.over;
      if (gone()) return;
      sendSignal(life.pid, 'SIGTERM');
      if (!(await holdsWithin(gone, POLITE_MS)) && sendSignal(life.pid, 'SIGTERM'))
        await holdsWithin(gone, GRACE_MS);
      if (!gone()) sendSignal(-life.pid, 'SIGKILL');
    };
    life.ending ??= act();
    return life.ending;
  }

  /** Ends it by force, at once. */
  killNow() {
    this.#wanted = false;
    this.#endPause();
    if (this.pid !== null) sendSignal(-this.pid, 'SIGKILL');
  }

  /**
   * Sends it a signal. An end that follows is one that it is brought back from.
   * @param {NodeJS.Signals} signal
   * @returns {boolean} whether it ran
   */
  signal(signal) {
    return this.pid !== null && sendSignal(this.pid, signal);
  }

  /** @param {First} first whoever waits for the first readiness */
  async #keepAlive(first) {
    let inARow = 0;
    let detail = 'starting';
    while (this.#wanted) {
      const outcome = await this.#liveOnce(detail, first.resolve);
      if (outcome.kind === 'never ready' && detail === 'starting') {
        if (this.#wanted) this.#report({ state: 'failed', detail: firstLine(outcome.problem) });
        this.#wanted = false;
        return first.reject(outcome.problem);
      }
      if (!this.#wanted) return;
      if (outcome.kind === 'finished') {
        this.#wanted = false;
        return this.#report({ state: 'ready', detail: 'finished' });
      }
      inARow = outcome.kind === 'fell' && outcome.readyMs > FORGIVEN_AFTER_MS ? 1 : inARow + 1;
      const why = outcome.kind === 'fell' ? `ended ${outcome.how}` : firstLine(outcome.problem);
      const next = afterFall(inARow);
      if (next.kind === 'give up') {
        this.#wanted = false;
        return this.#report({
          state: 'failed',
          detail: `${why}, ${inARow} times in a row; see ${this.#log.path}`,
        });
      }
      this.#report({ state: 'restarting', detail: `${why}; starting again in ${next.afterMs / 1000} s` });
      await this.#pause(next.afterMs);
      detail = 'starting again';
    }
    first.reject(new Problem(`${this.#definition.name} was ended while it was starting.`));
  }

  /**
   * One process, from its start to its end.
   * @param {string} detail
   * @param {() => void} onReady
   * @returns {Promise<{ kind: 'never ready', problem: unknown } | { kind: 'fell', how: string, readyMs: number } | { kind: 'finished' }>}
   */
  async #liveOnce(detail, onReady) {
    const began = performance.now();
    this.#report({ state: 'working', detail });
    let life;
    try {
      life = await this.#spawn();
      await this.#untilReady(life);
    } catch (problem) {
      if (life !== undefined) {
        // What is not wanted any more may be in the middle of its work; what failed is not worth the time.
        if (!this.#wanted) await this.#end(life);
        else if (!life.over) sendSignal(-life.pid, 'SIGKILL');
        await life.end;
      }
      return { kind: 'never ready', problem };
    }
    const ready = performance.now();
    this.#report({ state: 'ready', tookMs: ready - began });
    onReady();
    const { how, well } = await life.end;
    if (well && this.#definition.mayFinish === true) return { kind: 'finished' };
    return { kind: 'fell', how, readyMs: performance.now() - ready };
  }

  /** @returns {Promise<Life>} */
  async #spawn() {
    const { name, file, args, env, cwd, container } = this.#definition;
    this.#log.turnPage();
    const child = spawn(file, [...args], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const pid = await new Promise((resolve, reject) => {
      child.once('spawn', () => resolve(child.pid));
      child.once('error', (error) => reject(new Problem(`${file} cannot be started: ${error.message}.`)));
    });
    /** @type {string[]} */
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.#log.write(line);
        // Whatever it has to say before, its word that it is ready must not be lost.
        if (lines.length < 200 || line.includes('"ready"')) lines.push(line);
      });
    }
    this.#children.add(name, pid, container);
    /** @type {Life} */
    const life = { pid, lines, over: false, end: Promise.resolve({ how: '', well: false }) };
    life.end = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        // What it had started itself must not outlive it.
        sendSignal(-pid, 'SIGKILL');
        life.over = true;
        this.#children.remove(pid);
        const tell = () =>
          resolve({ how: signal === null ? `with code ${code}` : `by ${signal}`, well: code === 0 });
        // Its last words come after its end; a pipe that somebody else holds open must not keep us waiting.
        child.once('close', tell);
        setTimeout(tell, LAST_WORDS_MS);
      });
    });
    this.#life = life;
    return life;
  }

  /** @param {Life} life */
  async #untilReady(life) {
    const { ready, readyWithinMs } = this.#definition;
    const until = performance.now() + readyWithinMs;
    let why = 'it did not answer';
    while (performance.now() < until) {
      const answer = await ready(life);
      // Somebody else may answer at its address, so its own life counts as much as the answer.
      if (life.over) {
        if (this.#definition.mayFinish === true && (await life.end).well) return;
        throw this.#silent(`ended ${(await life.end).how} before it was ready`);
      }
      if (!this.#wanted) throw this.#silent('was ended while it was starting');
      if (answer.ok) return;
      why = answer.why;
      await Promise.race([life.end, new Promise((resolve) => setTimeout(resolve, POLL_MS))]);
    }
    throw this.#silent(`was not ready within ${Math.round(readyWithinMs / 1000)} s (${why})`);
  }

  /** @param {string} what */
  #silent(what) {
    const words = this.#log.tail(8).join('\n');
    return new Problem(
      `${this.#definition.name} ${what}.${words === '' ? '' : ` Its last words:\n${lastLines(words)}`}`,
      `Its whole log: ${this.#log.path}`,
    );
  }

  /** @param {number} ms */
  #pause(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), ms);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
  }

  /** @param {{ state: import('./types.mjs').State, detail?: string, tookMs?: number }} what */
  #report(what) {
    const { name, origin, version, address } = this.#definition;
    this.#onStatus({
      name,
      origin,
      ...(version === undefined ? {} : { version }),
      ...(address === undefined ? {} : { address }),
      ...what,
    });
  }
}

/** @param {unknown} problem */
function firstLine(problem) {
  return (sentenceOf(problem).split('\n')[0] ?? '').replace(/ Its last words:$/, '');
}
