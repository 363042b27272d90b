import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['HEARTH_API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
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
      treeshake: { moduleSideEffects: [{ test: /\/libs\//, sideEffects: false }] },
    },
  },
});
