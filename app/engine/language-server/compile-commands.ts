import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, succeed, type Outcome } from '../../contract/index.ts';
import { clangFlags } from '../build/compile.ts';
import { makeTemporaryFolder, writeFailure } from '../build/temporary-folder.ts';

/** A folder with a compile_commands.json (https://clang.llvm.org/docs/JSONCompilationDatabase.html). */
export interface CompileCommands {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/**
 * Says how each C file is built, so that clangd sees what the lab's clang will; clangd applies it to headers as well. It
 * lies in a folder of its own: the learner's holds the learner's files only.
 */
export const writeCompileCommands = async (
  root: string,
  folder: string,
  files: readonly string[],
): Promise<Outcome<CompileCommands>> => {
  const made = await makeTemporaryFolder();
  if (!made.ok) return made;
  const remove = (): Promise<void> => rm(made.value, { recursive: true, force: true });
  const path = join(made.value, 'compile_commands.json');
  const commands = files
    .filter((file) => file.endsWith('.c'))
    .map((file) => ({ directory: folder, file, arguments: ['clang', ...clangFlags(root), '-c', file] }));
  try {
    await writeFile(path, JSON.stringify(commands));
  } catch (error) {
    await remove();
    return fail(writeFailure(path, error));
  }
  return succeed({ folder: made.value, remove });
};
