import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { succeed, type Outcome } from '../../contract/index.ts';
import { readBaked } from './baked.ts';
import type { LessonSpec } from './schema.ts';

export const lessonPath = (root: string, id: string): string =>
  join(root, 'resources', 'lessons', id, 'lesson.yaml');

/** Reads and checks one lesson.yaml; every mistake is reported by file, line and field. */
export const readLesson = async (root: string, id: string): Promise<Outcome<LessonSpec>> => {
  const path = lessonPath(root, id);
  const text = await readFile(path, 'utf8');
  const baked = await readBaked(root, id, text);
  if (baked) return succeed(baked);
  // Only an author's edit comes this way, so that nobody else waits for the parser to be loaded.
  const { parseLesson } = await import('./parse.ts');
  return parseLesson(relative(root, path), id, text);
};
