import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  fail,
  labFailure,
  succeed,
  type AssignmentDetail,
  type LessonDetail,
  type Outcome,
} from '../../contract/index.ts';
import { summarise } from './catalogue.ts';
import type { AssignmentSpec, LessonSpec } from './schema.ts';

/** A lesson with its prose, as a page shows it: without the answers to its questions, and without what grades it. */
export const readDetail = async (root: string, lesson: LessonSpec): Promise<Outcome<LessonDetail>> => {
  const en = await readProse(root, lesson.id, 'en.md');
  if (!en.ok) return en;
  const ja = await readProse(root, lesson.id, 'ja.md');
  if (!ja.ok) return ja;
  return succeed({
    ...summarise(lesson),
    assignments: lesson.assignments.map(detailOf),
    prose: { en: en.value, ja: ja.value },
  });
};

const readProse = async (root: string, lesson: string, file: string): Promise<Outcome<string>> => {
  const path = join('resources', 'lessons', lesson, file);
  const text = await readFile(join(root, path), 'utf8').catch(() => '');
  if (text !== '') return succeed(text);
  return fail(labFailure('lesson-invalid', { thing: `${path} is missing or empty` }));
};

const detailOf = (spec: AssignmentSpec): AssignmentDetail => {
  const { id, rev, title, task, minutes, concepts, environment } = spec;
  return {
    id,
    rev,
    title,
    task,
    minutes,
    concepts,
    environment,
    files: spec.files.map(({ path, role, regions }) => ({ path, role, regions })),
    steps: spec.steps.map(({ id, do: kind, checks, question }) => ({
      id,
      do: kind,
      checks,
      question: question
        ? {
            text: question.text,
            choices: Object.entries(question.choices).map(([choice, { text }]) => ({ id: choice, text })),
          }
        : null,
    })),
    checks: Object.entries(spec.checks).map(([id, { kind, level, title }]) => ({ id, kind, level, title })),
    revealAfter: spec.reveal.after,
  };
};
