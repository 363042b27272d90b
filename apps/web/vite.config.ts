import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { firstPageBudget } from './first-page-budget.ts';
import { serviceWorker } from './service-worker-build.ts';

const api = process.env['HEARTH_API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), firstPageBudget(), serviceWorker()],
  resolve: { tsconfigPaths: true },
  server: { proxy: { '/api': api, '/socket.io': { target: api, ws: true } } },
  // The server puts each answer's own nonce here.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: true,
    sourcemap: true,
    // The libraries are pure: what a screen does not use of them must not reach the browser.
    rolldownOptions: {
      input: ['index.html', 'offline.html'].map((page) => join(import.meta.dirname, page)),
      treeshake: { moduleSideEffects: [{ test: /\/libs\//, sideEffects: false }] },
    },
  },
});
