// Where there is a C compiler, a library by which the clock of a native process can be set (stepped-clock.c).
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const source = join(import.meta.dirname, 'stepped-clock.c');

/**
 * @param {string} folder where to put it
 * @returns {Promise<string | null>} its path, or null on a machine that cannot make or use it
 */
export async function nativeClock(folder) {
  if (process.platform !== 'linux') return null;
  const library = join(folder, 'stepped-clock.so');
  try {
    await run('cc', ['-O2', '-shared', '-fPIC', '-o', library, source]);
    return library;
  } catch {
    return null;
  }
}
