import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** Bundles the page. Its addresses are relative, so that any host may serve it from any folder. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [svelte({ configFile: false })],
  build: { target: 'es2023', outDir: '../dist/renderer', emptyOutDir: true, chunkSizeWarningLimit: 1500 },
});
