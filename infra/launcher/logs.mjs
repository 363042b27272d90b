// @ts-check
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const KEPT = 3;
const LARGEST = 20 * 1024 * 1024;
const REMEMBERED_LINES = 60;

/**
 * A log file of one service. What was there is moved to `name.1.log` at the start and when it grows too large;
 * three old ones are kept.
 */
export class LogFile {
  #path;
  #descriptor;
  #size = 0;
  /** @type {string[]} */
  #tail = [];

  /** @param {string} path ends in `.log` */
  constructor(path) {
    this.#path = path;
    this.#descriptor = this.#begin();
  }

  get path() {
    return this.#path;
  }

  /**
   * @param {string} line without its end
   */
  write(line) {
    this.#tail.push(line);
    if (this.#tail.length > REMEMBERED_LINES) this.#tail.shift();
    if (this.#size > LARGEST) {
      closeSync(this.#descriptor);
      this.#descriptor = this.#begin();
    }
    this.#size += writeSync(this.#descriptor, `${line}\n`);
  }

  /** Forgets the remembered lines, so that the next `tail` is about what comes now. */
  turnPage() {
    this.#tail = [];
  }

  /**
   * The last lines, for saying why something ended.
   * @param {number} count
   */
  tail(count) {
    return this.#tail.filter((line) => line.trim() !== '').slice(-count);
  }

  close() {
    closeSync(this.#descriptor);
  }

  #begin() {
    mkdirSync(dirname(this.#path), { recursive: true });
    for (let age = KEPT; age >= 1; age -= 1) {
      const from = age === 1 ? this.#path : oldName(this.#path, age - 1);
      if (existsSync(from)) renameSync(from, oldName(this.#path, age));
    }
    this.#size = 0;
    return openSync(this.#path, 'a');
  }
}

/**
 * @param {string} path
 * @param {number} age
 */
function oldName(path, age) {
  return path.replace(/\.log$/, `.${age}.log`);
}
