import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LessonSpec } from '../lessons/schema.ts';

/** What is wrong with a lesson's two texts: steps without a heading, headings without a step, another order. Empty: nothing. */
export const proseMistakes = async (root: string, lesson: LessonSpec): Promise<string[]> => {
  const wanted = lesson.assignments.flatMap(({ id, steps }) => steps.map((step) => `${id}/${step.id}`));
  const mistakes: string[] = [];
  for (const language of ['en', 'ja']) {
    const file = `${language}.md`;
    const text = await readFile(join(root, 'resources', 'lessons', lesson.id, file), 'utf8').catch(
      () => undefined,
    );
    if (text === undefined) {
      mistakes.push(`${file} is missing`);
      continue;
    }
    const found = [...text.matchAll(/^#+ .*\{#([^}\s]+)\}\s*$/gm)].map(([, anchor]) => anchor ?? '');
    mistakes.push(
      ...wanted
        .filter((anchor) => !found.includes(anchor))
        .map((anchor) => `${file} has no step {#${anchor}}`),
      ...found
        .filter((anchor) => !wanted.includes(anchor))
        .map((anchor) => `${file}: {#${anchor}} is no step of lesson.yaml`),
    );
    if (mistakes.length === 0 && found.join() !== wanted.join())
      mistakes.push(`${file}: steps in another order than lesson.yaml`);
  }
  return mistakes;
};
