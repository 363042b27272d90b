import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  build: { outDir: '../../dist/apps/web', emptyOutDir: true, sourcemap: true },
});
