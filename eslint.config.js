import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** The import law: contract ← rpc ← engine | helper ← hosts | main; packet and ftrace stand alone; every zone says who may not import whom. */
const law = [
  {
    target: './app/contract',
    from: './app',
    except: ['./contract'],
    message: 'contract imports only valibot.',
  },
  { target: './app/packet', from: './app', except: ['./packet'], message: 'packet imports nothing of ours.' },
  { target: './app/ftrace', from: './app', except: ['./ftrace'], message: 'ftrace imports nothing of ours.' },
  {
    target: './app/rpc',
    from: './app',
    except: ['./rpc', './contract'],
    message: 'rpc imports contract only.',
  },
  {
    target: './app/helper',
    from: './app',
    except: ['./helper', './rpc', './contract', './packet', './ftrace'],
    message: 'helper never imports engine or hosts.',
  },
  {
    target: './app/engine',
    from: './app',
    except: ['./engine', './rpc', './contract', './packet', './ftrace', './helper', './setup'],
    message: 'engine never imports hosts.',
  },
  {
    target: './app/setup',
    from: './app',
    except: ['./setup'],
    message: 'setup runs before anything is installed: it imports nothing but Node.',
  },
  {
    target: './app/engine',
    from: './app/helper',
    except: ['./contract', './elevate'],
    message: 'engine knows the helper by its contract, and how to start it.',
  },
  {
    target: './app/hosts',
    from: './app/helper',
    message: 'hosts ask the engine, and never the root side.',
  },
  {
    target: ['./app', './renderer', './bench'],
    from: './main',
    message: 'nobody imports main: only it imports electron.',
  },
  {
    target: './main',
    from: './app',
    except: ['./contract', './rpc', './engine/index.ts', './hosts/page'],
    message: 'main imports contract, rpc, the engine by its index, and how the page is served.',
  },
  {
    target: './test/browser',
    from: './app',
    except: ['./contract', './rpc', './engine/index.ts'],
    message: 'what is tried in a browser is tried from outside.',
  },
  {
    target: './test/browser',
    from: ['./renderer', './main'],
    message: 'what is tried in a browser is tried from outside.',
  },
  {
    target: './renderer',
    from: './app',
    except: ['./contract', './rpc', './packet'],
    message: 'the page imports contract, rpc and packet only.',
  },
  {
    target: ['./app', './bench', './main'],
    from: './renderer',
    message: 'nothing of the lab imports the page.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/'] },
  ...tseslint.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mjs', '.js'] })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: law, basePath: import.meta.dirname }],
      'import-x/no-cycle': 'error',
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'electron', message: 'electron is imported in main/ only.' }] },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['main/**', 'test/unit/main/**', 'test/support/fake-electron.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  { files: ['renderer/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    // It would read every package with the parser of this file, which knows only Svelte's.
    rules: { 'import-x/no-cycle': 'off' },
  },
  { files: ['**/*.svelte.ts'], languageOptions: { parser: tseslint.parser } },
  // What it shows is Markdown rendered with HTML off. Only what clangd says becomes HTML too, through editor/clean-html.ts.
  { files: ['renderer/lesson/Prose.svelte'], rules: { 'svelte/no-at-html-tags': 'off' } },
  { files: ['**/*.mjs', '*.js'], ...tseslint.configs.disableTypeChecked },
);
