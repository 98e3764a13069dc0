import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '..');

/** Bundles the app's own process; with `--mode preload` the preload script, which a sandbox runs only as CommonJS. */
export default defineConfig(({ mode }) => {
  const isPreload = mode === 'preload';
  return {
    root,
    publicDir: false,
    build: {
      ssr: join(import.meta.dirname, isPreload ? 'preload/preload.ts' : 'main.ts'),
      target: 'node22',
      outDir: join(root, 'dist', 'main'),
      emptyOutDir: false,
      rolldownOptions: {
        output: {
          format: isPreload ? 'cjs' : 'es',
          entryFileNames: isPreload ? 'preload.cjs' : 'main.js',
          codeSplitting: false,
        },
      },
    },
    ssr: { noExternal: true, external: ['electron', 'koffi', 'sudo-prompt', '@lydell/node-pty'] },
  };
});
