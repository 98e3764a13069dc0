import { join, relative } from 'node:path';
import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import { errnoOf } from '../workspace/disk-failure.ts';
import { readKeptText } from '../workspace/kept-text.ts';
import { readBaked } from './baked.ts';
import type { LessonSpec } from './schema.ts';

export const lessonPath = (root: string, id: string): string =>
  join(root, 'resources', 'lessons', id, 'lesson.yaml');

/** Reads and checks one lesson.yaml; every mistake is reported by file, line and field. */
export const readLesson = async (root: string, id: string): Promise<Outcome<LessonSpec>> => {
  const path = lessonPath(root, id);
  const text = await textAt(path);
  if (!text.ok) {
    return fail(labFailure('lesson-invalid', { thing: `${relative(root, path)} ${text.reason}` }));
  }
  const baked = await readBaked(root, id, text.text);
  if (baked) return succeed(baked);
  // Only an author's edit comes this way, so that nobody else waits for the parser to be loaded.
  const { parseLesson } = await import('./parse.ts');
  return parseLesson(relative(root, path), id, text.text);
};

/** A lesson that cannot be read must not take the others with it. */
const textAt = async (path: string): Promise<{ ok: true; text: string } | { ok: false; reason: string }> => {
  try {
    const text = await readKeptText(path);
    if (typeof text === 'string') return { ok: true, text };
    return { ok: false, reason: text === null ? 'is not a regular file' : 'is missing' };
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === undefined) throw error;
    return { ok: false, reason: `cannot be read: ${errno}` };
  }
};
