/** @typedef {import('./types.mjs').Step} Step */
/**
 * How to call npm: the one that called us, else the one on the PATH.
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {{ file: string, args: string[] }}
 * @throws {Problem} when there is none
 */
export function npmCommand(env?: Readonly<Record<string, string | undefined>>): {
  file: string;
  args: string[];
};
/**
 * Whether node_modules was installed from this very package-lock.json.
 * @param {string} root
 * @param {string} lockHash
 */
export function dependenciesAreCurrent(root: string, lockHash: string): boolean;
/**
 * Installs the dependencies when they are missing or not those of package-lock.json.
 * @param {string} root
 * @param {Step} step
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 * @throws {Problem} when npm cannot do it
 */
export function installDependencies(root: string, step: Step, signal?: AbortSignal): Promise<void>;
/**
 * The last lines of an output that say something, set in for reading: without colours and without the places in
 * the code of whoever wrote them.
 * @param {string} output
 * @param {number} [count]
 */
export function lastLines(output: string, count?: number): string;
export type Step = import('./types.mjs').Step;
