import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { succeed, type Outcome } from '../../contract/index.ts';
import { clangFlags } from '../build/compile.ts';
import { calledName } from './intermediate.ts';
import type { Step } from './steps.ts';

interface Wanted {
  readonly root: string;
  readonly folder: string;
  readonly program: string;
  readonly section: string;
}

/** A learner saves the same program again and again; what the tap is compiled to depends on its name and section alone. */
const made = new Map<string, Buffer>();
const mostMade = 64;

/** Writes `tap.o`, the tap for a program of that name, into the build's folder. Null, or what clang said. */
export const compileTap = async (
  step: Step,
  { root, folder, program, section }: Wanted,
): Promise<Outcome<string | null>> => {
  const frags = section.startsWith('xdp.frags');
  const key = JSON.stringify([root, program, frags]);
  const known = made.get(key);
  const path = join(folder, 'tap.o');
  if (known) {
    await writeFile(path, known);
    return succeed(null);
  }
  const definitions = {
    TAP_PROGRAM: program,
    TAP_CALLED: calledName(program),
    TAP_SECTION: frags ? '"xdp.frags"' : '"xdp"',
    TAP_FRAGS: frags ? '1' : '0',
  };
  const compiled = await step([
    'clang',
    ...clangFlags(root),
    ...Object.entries(definitions).map(([name, is]) => `-D${name}=${is}`),
    ...['-c', join(root, 'bpf', 'tap', 'xdp_tap.c'), '-o', 'tap.o'],
  ]);
  if (!compiled.ok || compiled.value !== null) return compiled;
  if (made.size >= mostMade) made.clear();
  made.set(key, await readFile(path));
  return succeed(null);
};
