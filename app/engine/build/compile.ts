import { execFile } from 'node:child_process';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  fail,
  labFailure,
  succeed,
  type LabFailure,
  type Outcome,
  type RanCommand,
} from '../../contract/index.ts';
import type { ProgramSource } from '../workspace/program-source.ts';
import { readDiagnostics, type Diagnostic } from './diagnostics.ts';
import { includePaths } from './include-paths.ts';
import { largestObjectBytes } from './largest-object.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/** What clang made of a source. `object` is null where it does not compile. */
export interface Build {
  readonly object: Buffer | null;
  readonly diagnostics: Diagnostic[];
  /** clang's whole output, word for word. */
  readonly output: string;
  /** Files the source includes with quotes, itself first; absolute paths. */
  readonly dependencies: string[];
  readonly command: RanCommand;
  readonly ms: number;
}

/**
 * The flags of every build: BPF, the optimisation the verifier expects, and the BTF it names lines by. Comparing a
 * header's pointer with `data_end` is how every XDP program checks bounds, so clang does not warn of the two types.
 */
export const clangFlags = (root: string): string[] => [
  '-target',
  'bpf',
  '-O2',
  '-g',
  '-Wall',
  '-Wno-compare-distinct-pointer-types',
  '-Wno-unused-value',
  '-Wno-pointer-sign',
  ...includePaths(root).flatMap((path) => ['-I', path]),
];

const timeoutMs = 30_000;

/** Compiles a C file where it lies, as the learner, into a folder that is removed again. */
export const compile = async (
  root: string,
  source: ProgramSource,
  signal: AbortSignal,
): Promise<Outcome<Build>> => {
  const folder = await makeTemporaryFolder();
  if (!folder.ok) return folder;
  try {
    return await compileInto(folder.value, root, source, signal);
  } finally {
    await rm(folder.value, { recursive: true, force: true });
  }
};

const compileInto = async (
  folder: string,
  root: string,
  source: ProgramSource,
  signal: AbortSignal,
): Promise<Outcome<Build>> => {
  const objectPath = join(folder, source.file.replace(/\.c$/, '') + '.o');
  const listPath = join(folder, 'dependencies');
  const argv = [
    'clang',
    ...clangFlags(root),
    '-MMD',
    '-MF',
    listPath,
    '-c',
    ...asC(source.file),
    '-o',
    objectPath,
  ];
  const started = performance.now();
  const run = await runClang(argv, source.folder, signal);
  const ms = performance.now() - started;
  if (run.kind !== 'ended') return fail(labFailure(run.kind, { thing: 'clang' }));
  if (/No space left on device/.test(run.output)) {
    return fail(labFailure('disk-full', { thing: objectPath, detail: run.output }));
  }
  const diagnostics = readDiagnostics(run.output);
  if (run.exitCode === 0) {
    const { size } = await stat(objectPath);
    if (size > largestObjectBytes) return fail(tooLarge(source.file, size));
  }
  const object = run.exitCode === 0 ? await readFile(objectPath) : null;
  const list = await readFile(listPath, 'utf8').catch(() => '');
  return succeed({
    object,
    diagnostics,
    output: run.output,
    dependencies: readDependencies(list, source),
    command: { argv, exitCode: run.exitCode, ms },
    ms,
  });
};

/** The words that make clang take a file as C, whatever its name ends in, and as a file, whatever it begins with. */
export const asC = (file: string): string[] => [
  ...(file.endsWith('.c') ? [] : ['-x', 'c']),
  /^[-@]/.test(file) ? `./${file}` : file,
];

const tooLarge = (file: string, bytes: number): LabFailure =>
  labFailure('bad-input', {
    thing: file,
    message: {
      en: `The object that clang made of ${file} has ${bytes} bytes; the lab takes ${largestObjectBytes} at most.`,
      ja: `clang が ${file} から作ったオブジェクトは ${bytes} バイトです。ラボが受け取れるのは ${largestObjectBytes} バイトまでです。`,
    },
    fix: {
      en: 'Make its global variables smaller, or put the data into a map.',
      ja: 'グローバル変数を小さくするか、データをマップに置いてください。',
    },
  });

type ClangRun =
  | { kind: 'ended'; exitCode: number | null; output: string }
  | { kind: 'tool-missing' | 'cancelled' | 'timeout' };

/** Runs a compiler or linker to its end as the learner, with its words in one language. */
export const runClang = (
  [tool = '', ...args]: string[],
  cwd: string,
  signal: AbortSignal,
): Promise<ClangRun> =>
  new Promise((resolve) => {
    const options = {
      cwd,
      signal,
      timeout: timeoutMs,
      maxBuffer: 4 * 1024 * 1024,
      // clang's messages are matched and shown beside code: they stay in one language, without colour.
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    };
    execFile(tool, args, options, (error, stdout, stderr) => {
      const output = stdout + stderr;
      if (!error) resolve({ kind: 'ended', exitCode: 0, output });
      else if (signal.aborted) resolve({ kind: 'cancelled' });
      else if (error.code === 'ENOENT') resolve({ kind: 'tool-missing' });
      else if (error.killed && error.code !== 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
        resolve({ kind: 'timeout' });
      else resolve({ kind: 'ended', exitCode: typeof error.code === 'number' ? error.code : null, output });
    });
  });

/** Reads a Makefile rule as clang -MMD writes it: `target: a.c b.h \` with spaces escaped. */
const readDependencies = (rule: string, { folder, path }: ProgramSource): string[] => {
  const names = rule
    .replace(/^[^:]*:/, '')
    .replaceAll('\\\n', ' ')
    .split(/(?<!\\)\s+/)
    .filter((name) => name !== '')
    .map((name) => name.replaceAll('\\ ', ' '));
  return [...new Set([path, ...names.map((name) => (name.startsWith('/') ? name : join(folder, name)))])];
};
