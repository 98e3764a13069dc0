import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fail, labFailure, succeed, type CheckSource, type Outcome } from '../../contract/index.ts';
import type { Assignment } from '../lessons/catalogue.ts';
import { largestSourceBytes, usableFile } from './usable-file.ts';

/** The C file to grade, where it lies. */
export interface ProgramSource {
  readonly folder: string;
  readonly file: string;
  readonly path: string;
}

/** Finds the C file a request means: a file, the main file of a folder, or one of the lesson's own programs. */
export const locateSource = async (
  source: Exclude<CheckSource, { kind: 'workspace' }>,
  assignment: Assignment,
): Promise<Outcome<ProgramSource>> => {
  const main = mainFile(assignment);
  if (source.kind !== 'path') return succeed(sourceAt(join(assignment.folder, source.kind, main)));
  // Looked for first: where the working folder has been removed, a relative path cannot be resolved.
  const found = source.path === '' ? undefined : await stat(source.path).catch(() => undefined);
  if (!found) return missing(source.path);
  const path = resolve(source.path);
  if (!found.isDirectory()) return checkFile(path, found, source.path);
  const inside = join(path, main);
  const within = await stat(inside).catch(() => undefined);
  if (within) return checkFile(inside, within, inside);
  return fail(
    labFailure('bad-input', {
      thing: source.path,
      message: {
        en: `The folder ${source.path} holds no ${main}.`,
        ja: `フォルダー ${source.path} に ${main} がありません。`,
      },
      fix: {
        en: 'Name the C file itself: --source FILE',
        ja: 'C ファイルそのものを指定してください: --source FILE',
      },
    }),
  );
};

/** The name of an assignment's main C file. */
export const mainFile = ({ spec }: Assignment): string => {
  const main = spec.files.find(({ role }) => role === 'main');
  if (!main) throw new Error(`${spec.id} has no main file, although its schema demands one`);
  return main.path;
};

export const sourceAt = (path: string): ProgramSource => ({
  folder: dirname(path),
  file: basename(path),
  path,
});

/**
 * The text of a source with its comments blanked out, so that a pattern finds code only; lines stay in place. Fails with
 * `not-found` where an editor is just replacing the file.
 */
export const readCode = async ({ path }: ProgramSource): Promise<Outcome<string>> => {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? missing(path) : succeed(withoutComments(text));
};

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"/g, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\n]/g, ' '),
  );

const missing = (path: string): Outcome<never> =>
  fail(
    labFailure('not-found', {
      thing: `file ${path}`,
      message: { en: `There is no file ${path || '""'}.`, ja: `ファイル ${path || '""'} がありません。` },
      fix: { en: 'Check the path.', ja: 'パスを確かめてください。' },
    }),
  );

const checkFile = async (path: string, stats: Stats, named: string): Promise<Outcome<ProgramSource>> => {
  const fix = { en: 'Name a C file.', ja: 'C ファイルを指定してください。' };
  const usable = await usableFile(path, stats, { named, largestBytes: largestSourceBytes, fix });
  return usable.ok ? succeed(sourceAt(path)) : usable;
};
