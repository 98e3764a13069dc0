import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LessonSpec } from './schema.ts';

/** A lesson as the build read and checked it, with the hash of the lesson.yaml it stands for. */
interface Baked {
  readonly sha256: string;
  readonly lesson: LessonSpec;
}

const bakedPath = (root: string, id: string): string => join(root, 'dist', 'lessons', `${id}.json`);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the build made of exactly this text, or undefined: then the text is read. Parsing YAML takes ten times longer. */
export const readBaked = async (root: string, id: string, text: string): Promise<LessonSpec | undefined> => {
  const json = await readFile(bakedPath(root, id), 'utf8').catch(() => undefined);
  if (json === undefined) return undefined;
  // Only the build writes below dist/, which is where this code itself comes from.
  const baked = JSON.parse(json) as Baked;
  return baked.sha256 === hashOf(text) ? baked.lesson : undefined;
};

/** Keeps a lesson that was read and checked for {@link readBaked}. */
export const writeBaked = async (root: string, lesson: LessonSpec, text: string): Promise<void> => {
  const path = bakedPath(root, lesson.id);
  await mkdir(join(path, '..'), { recursive: true });
  const baked: Baked = { sha256: hashOf(text), lesson };
  // Renamed into place: a lab that starts meanwhile never reads half a file.
  await writeFile(`${path}.next`, JSON.stringify(baked));
  await rename(`${path}.next`, path);
};
