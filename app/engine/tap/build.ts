import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { succeed, type Outcome, type RanCommand, type Text } from '../../contract/index.ts';
import { locate } from '../../setup/presence.mjs';
import { requirements } from '../../setup/requirements.mjs';
import { asC, clangFlags } from '../build/compile.ts';
import { largestObjectBytes } from '../build/largest-object.ts';
import { makeTemporaryFolder } from '../build/temporary-folder.ts';
import type { ProgramSource } from '../workspace/program-source.ts';
import { asCalledFunction } from './intermediate.ts';
import { createSteps } from './steps.ts';
import { compileTap } from './tap-object.ts';

/** A program with the tap around it, or why there is none; the latter is no failure, since the plain object will do. */
export type TappedBuild =
  | { readonly object: Buffer; readonly commands: RanCommand[] }
  | {
      readonly object: null;
      readonly reason: Text;
      readonly detail: string;
      readonly commands: RanCommand[];
    };

const reasons = {
  compiler: {
    en: 'clang could not build the tapped program.',
    ja: 'clang がタップ付きのプログラムをビルドできませんでした。',
  },
  missing: {
    en: 'clang’s output holds no XDP program of that name.',
    ja: 'clang の出力に、その名前の XDP プログラムがありません。',
  },
  elsewhere: {
    en: 'It is a program for a map entry, which no interface runs.',
    ja: 'マップのエントリー用のプログラムで、インターフェースでは動きません。',
  },
  large: { en: 'The tapped object is too large.', ja: 'タップ付きのオブジェクトが大きすぎます。' },
  linker: {
    en: 'bpftool could not link the tap with the program.',
    ja: 'bpftool がタップをプログラムとリンクできませんでした。',
  },
} as const satisfies Record<string, Text>;

/** What the tap can stand in for: a map entry's program (`xdp/devmap`) can be attached to no interface, tapped or not. */
const isForMapEntry = (section: string): boolean => /^xdp(\.frags)?[/_](devmap|cpumap)/.test(section);

/** The passes have run already: run again they could change the learner's instructions. */
const withoutPasses = ['-target', 'bpf', '-O2', '-Xclang', '-disable-llvm-passes', '-c'];

const bpftool = (): string => {
  const requirement = requirements.find(({ id, kind }) => id === 'bpftool' && kind === 'command');
  return (requirement && locate(requirement)) ?? 'bpftool';
};

/**
 * Builds one XDP program of a C file with the tap around it, as the learner. Fails where nothing can be built at all:
 * with `cancelled`, `timeout`, `tool-missing` or `disk-full`.
 */
export const buildTapped = async (
  root: string,
  source: ProgramSource,
  program: string,
  signal: AbortSignal,
): Promise<Outcome<TappedBuild>> => {
  const folder = await makeTemporaryFolder();
  if (!folder.ok) return folder;
  try {
    return await buildInto(folder.value, { root, source, program, signal });
  } finally {
    await rm(folder.value, { recursive: true, force: true });
  }
};

interface Wanted {
  readonly root: string;
  readonly source: ProgramSource;
  readonly program: string;
  readonly signal: AbortSignal;
}

const buildInto = async (
  folder: string,
  { root, source, program, signal }: Wanted,
): Promise<Outcome<TappedBuild>> => {
  const commands: RanCommand[] = [];
  const step = createSteps(folder, commands, signal);
  const refused = (reason: Text, detail = ''): Outcome<TappedBuild> =>
    succeed({ object: null, reason, detail, commands });

  const modulePath = join(folder, 'module.ll');
  const emit = ['clang', ...clangFlags(root), '-S', '-emit-llvm', ...asC(source.file), '-o', modulePath];
  const emitted = await step(emit, source.folder);
  if (!emitted.ok) return emitted;
  if (emitted.value !== null) return refused(reasons.compiler, emitted.value);

  const called = asCalledFunction(await readFile(modulePath, 'utf8'), program);
  if (!called) return refused(reasons.missing);
  if (isForMapEntry(called.section)) return refused(reasons.elsewhere, called.section);
  await writeFile(modulePath, called.text);
  const compiled = await step(['clang', ...withoutPasses, 'module.ll', '-o', 'called.o']);
  if (!compiled.ok) return compiled;
  if (compiled.value !== null) return refused(reasons.compiler, compiled.value);

  const tap = await compileTap(step, { root, folder, program, section: called.section });
  if (!tap.ok) return tap;
  if (tap.value !== null) return refused(reasons.compiler, tap.value);
  const linked = await step([bpftool(), 'gen', 'object', 'tapped.o', 'called.o', 'tap.o']);
  if (!linked.ok) return linked;
  if (linked.value !== null) return refused(reasons.linker, linked.value);

  const objectPath = join(folder, 'tapped.o');
  const { size } = await stat(objectPath);
  if (size > largestObjectBytes) return refused(reasons.large, `${size}`);
  return succeed({ object: await readFile(objectPath), commands });
};
