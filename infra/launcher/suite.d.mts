/**
 * The whole of `npm test`: what is needed, then every part, then one line with the sum.
 * @param {readonly string[]} argv
 * @returns {Promise<void>} the exit code is set
 */
export function runSuite(argv: readonly string[]): Promise<void>;
/**
 * @param {readonly string[]} argv
 * @returns {{ parts: Part[], jestArgs: string[], help: boolean }}
 * @throws {Problem} for a part that does not exist
 */
export function readArguments(argv: readonly string[]): {
  parts: Part[];
  jestArgs: string[];
  help: boolean;
};
export type Ready = {
  /**
   * what could not be had, and why
   */
  missing: Map<Need, string>;
  /**
   * where the programs are
   */
  env: Record<string, string>;
};
export type Tally = import('./tally.mjs').Tally;
export type Project = import('./jest-run.mjs').Project;
export type Part = 'types' | 'lint' | Project;
export type Need = 'server' | 'web' | 'redis' | 'livekit' | 'chromium';
