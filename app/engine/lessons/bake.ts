import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findRoot } from '../root.ts';
import { writeBaked } from './baked.ts';
import { lessonPath, readLesson } from './read.ts';

/** The build's last step: reads and checks every lesson once. One with a mistake is left out, and told when it is opened. */
const root = findRoot();
for (const id of await readdir(join(root, 'resources', 'lessons'))) {
  const lesson = await readLesson(root, id);
  if (lesson.ok) await writeBaked(root, lesson.value, await readFile(lessonPath(root, id), 'utf8'));
}
