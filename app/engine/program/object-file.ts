import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  fail,
  labFailure,
  succeed,
  type CallContext,
  type Outcome,
  type RanCommand,
} from '../../contract/index.ts';
import { compile } from '../build/compile.ts';
import { largestObjectBytes } from '../build/largest-object.ts';
import { sourceAt, type ProgramSource } from '../workspace/program-source.ts';
import { usableFile } from '../workspace/usable-file.ts';
import { readXdpPrograms } from './elf-programs.ts';

/** A BPF object in memory, the source it was built from if it was, and its XDP programs. */
export interface ObjectFile {
  readonly bytes: Buffer;
  readonly source: ProgramSource | null;
  readonly programs: string[];
  readonly commands: RanCommand[];
}

const checkPath = { en: 'Check the path.', ja: 'パスを確かめてください。' };
const nameFile = {
  en: 'Name a C file, or an object made from one.',
  ja: 'C ファイルか、それから作ったオブジェクトを指定してください。',
};

/** Reads an object file, or builds a C file first; both as the learner. */
export const openObject = async (
  root: string,
  path: string,
  context: CallContext,
): Promise<Outcome<ObjectFile>> => {
  const found = await stat(path).catch(() => undefined);
  if (!found) {
    const message = { en: `There is no file ${path}.`, ja: `ファイル ${path} がありません。` };
    return fail(labFailure('not-found', { thing: path, message, fix: checkPath }));
  }
  const usable = await usableFile(path, found, {
    named: path,
    largestBytes: largestObjectBytes,
    fix: nameFile,
  });
  if (!usable.ok) return usable;
  if (!path.endsWith('.c')) return listed(path, await readFile(path), null, []);
  const source = sourceAt(resolve(path));
  const build = await compile(root, source, context.signal);
  if (!build.ok) return build;
  const { object, output, command } = build.value;
  return object
    ? listed(path, object, source, [command])
    : fail(labFailure('clang-failed', { thing: path, detail: output }));
};

const listed = (
  path: string,
  bytes: Buffer,
  source: ProgramSource | null,
  commands: RanCommand[],
): Outcome<ObjectFile> => {
  const programs = readXdpPrograms(bytes);
  return programs
    ? succeed({ bytes, source, programs, commands })
    : fail(labFailure('not-an-object', { thing: path }));
};

/** The program meant: the one named, or the only one there. */
export const chooseProgram = (
  { programs }: ObjectFile,
  path: string,
  wanted: string | undefined,
): Outcome<string> => {
  if (wanted !== undefined && programs.includes(wanted)) return succeed(wanted);
  const [only, second] = programs;
  if (wanted === undefined && only !== undefined && second === undefined) return succeed(only);
  const names = programs.join(', ');
  if (wanted === undefined && only !== undefined) {
    return fail(
      labFailure('bad-input', {
        thing: path,
        message: {
          en: `${path} holds several programs: ${names}.`,
          ja: `${path} には複数のプログラムがあります: ${names}`,
        },
        fix: { en: 'Name one with --program.', ja: '--program で 1 つ指定してください。' },
      }),
    );
  }
  return fail(
    labFailure('program-missing', {
      thing: wanted ?? path,
      fix:
        programs.length > 0
          ? {
              en: `It holds: ${names}. Name one with --program.`,
              ja: `含まれるのは ${names} です。--program で指定してください。`,
            }
          : { en: 'Mark a function with SEC("xdp").', ja: '関数に SEC("xdp") を付けてください。' },
    }),
  );
};
