import { join } from 'node:path';
import { filesBelow } from './files.mjs';
import { root } from './root.mjs';

/** @typedef {{ name: string, argv: string[] }} StaticCheck */

/** @param {string} path below node_modules @param {string[]} args */
const script = (path, ...args) => [process.execPath, join(root, 'node_modules', path), ...args];

/** What is checked without running the lab: types, the import law and the rest of the lint, and the form of the code. */
export const staticChecks = () => {
  const c = filesBelow([join(root, 'bpf')]).filter((path) => /\.[ch]$/.test(path));
  /** @type {StaticCheck[]} */
  const checks = [
    { name: 'types', argv: script('typescript/bin/tsc', '--noEmit') },
    {
      name: 'types of page',
      argv: script(
        'svelte-check/bin/svelte-check',
        '--tsconfig',
        'renderer/tsconfig.json',
        '--fail-on-warnings',
      ),
    },
    { name: 'lint', argv: script('eslint/bin/eslint.js', '.') },
    { name: 'format', argv: script('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
    { name: 'format of C', argv: ['clang-format', '--dry-run', '--Werror', ...c] },
  ];
  // Without a file, clang-format would wait for standard input.
  return c.length > 0 ? checks : checks.slice(0, -1);
};
