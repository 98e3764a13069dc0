import { defineConfig } from 'vite';

/** Bundles the command line and the helper, so that they start in tens of milliseconds. Packages with binaries stay outside. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: false,
    rolldownOptions: {
      input: {
        cli: 'app/hosts/cli/main.ts',
        helper: 'app/helper/main.ts',
        'bake-lessons': 'app/engine/lessons/bake.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: {
    noExternal: true,
    external: ['koffi', 'sudo-prompt', '@lydell/node-pty', 'playwright-core', 'vite'],
  },
});
