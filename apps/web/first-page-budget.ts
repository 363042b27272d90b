import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** All scripts of the first page together, compressed. Phones on a poor network pay for every one. In bytes. */
const LIMIT_BYTES = 200_000;

/** Fails the build when the first page has grown too heavy. */
export const firstPageBudget = (): Plugin => ({
  name: 'hearth:first-page-budget',
  apply: 'build',
  writeBundle(_options, bundle) {
    const page = bundle['index.html'];
    if (page?.type !== 'asset') throw new Error('The build made no index.html.');
    const named = String(page.source).matchAll(/assets\/[\w.-]+\.js\b/g);
    const bytes = [...new Set([...named].map(([name]) => name))].reduce((sum, name) => {
      const chunk = bundle[name];
      return sum + (chunk?.type === 'chunk' ? gzipSync(chunk.code, { level: 9 }).length : 0);
    }, 0);
    this.info(`first page: ${(bytes / 1_000).toFixed(1)} kB of script, compressed`);
    if (bytes > LIMIT_BYTES)
      throw new Error(`The first page has ${bytes} bytes of script; ${LIMIT_BYTES} are allowed.`);
  },
});
