import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, labFailure, succeed, type Outcome, type WorkFile } from '../../contract/index.ts';
import type { Assignment } from '../lessons/catalogue.ts';
import { undefinedIfMissing } from './disk-failure.ts';
import type { NamedBytes } from './file-bytes.ts';

/** A file as a lesson brings it. */
export interface LessonFile extends NamedBytes {
  readonly role: WorkFile['role'];
}

/** The files an assignment starts from: those it declares, and as `readonly` the headers that lie beside them. */
export const readStarter = async (assignment: Assignment): Promise<Outcome<LessonFile[]>> => {
  const folder = join(assignment.folder, 'start');
  const declared = assignment.spec.files.map(({ path, role }) => ({ path, role }));
  const headers = (await readdir(folder))
    .filter((path) => path.endsWith('.h') && declared.every((file) => file.path !== path))
    .map((path) => ({ path, role: 'readonly' as const }));
  const files: LessonFile[] = [];
  for (const { path, role } of [...declared, ...headers]) {
    const bytes = await readFile(join(folder, path)).catch(undefinedIfMissing);
    if (!bytes) return fail(labFailure('lesson-invalid', { thing: `${join(folder, path)} is missing` }));
    files.push({ path, role, bytes });
  }
  return succeed(files);
};

/** The same files as the lesson's solution has them; one that it does not change is the starter's. */
export const readSolution = async (
  assignment: Assignment,
  starter: readonly LessonFile[],
): Promise<LessonFile[]> =>
  Promise.all(
    starter.map(async (file) => {
      const bytes = await readFile(join(assignment.folder, 'solution', file.path)).catch(undefinedIfMissing);
      return bytes ? { ...file, bytes } : file;
    }),
  );
