import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  fail,
  labFailure,
  succeed,
  type LabFailure,
  type LessonSummary,
  type Outcome,
} from '../../contract/index.ts';
import { readLesson } from './read.ts';
import type { AssignmentSpec, LessonSpec } from './schema.ts';

/** One assignment together with the lesson it belongs to and the folder of its C programs. */
export interface Assignment {
  readonly lesson: LessonSpec;
  readonly spec: AssignmentSpec;
  /** `bpf/lessons/<lesson>/<assignment>`: start, solution, accept/, reject/. */
  readonly folder: string;
}

export interface Catalogue {
  readonly lessons: () => Promise<Outcome<LessonSpec[]>>;
  /** Every lesson that can be read, and why the others cannot. */
  readonly survey: () => Promise<{ lessons: LessonSummary[]; unreadable: LabFailure[] }>;
  readonly lesson: (id: string) => Promise<Outcome<LessonSpec>>;
  readonly assignment: (lesson: string, assignment: string) => Promise<Outcome<Assignment>>;
}

/** The course order; a lesson that is not named here stands last, by its name. */
const order = [
  'basic01-xdp-pass',
  'basic02-prog-by-name',
  'basic03-map-counter',
  'basic04-pinning-maps',
  'packet01-parsing',
  'packet02-rewriting',
  'tools-load-unload',
  'tools-clangd',
  'tools-xdp-exception',
];
const position = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);

const unknown = (thing: string, known: readonly string[]): Outcome<never> =>
  fail(
    labFailure('not-found', {
      thing,
      fix: { en: `Choose one of: ${known.join(', ')}`, ja: `次から選んでください: ${known.join('、')}` },
    }),
  );

/** The lessons below `root`, read when asked for and kept; one with a mistake is read again. */
export const createCatalogue = (root: string): Catalogue => {
  const read = new Map<string, Promise<Outcome<LessonSpec>>>();
  const ids = async (): Promise<string[]> =>
    (await readdir(join(root, 'resources', 'lessons'), { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort((a, b) => position(a) - position(b) || a.localeCompare(b));

  const lesson = async (id: string): Promise<Outcome<LessonSpec>> => {
    const known = await ids();
    if (!known.includes(id)) return unknown(`lesson ${id}`, known);
    const reading = read.get(id) ?? readLesson(root, id);
    read.set(id, reading);
    let usable = false;
    try {
      const found = await reading;
      usable = found.ok;
      return found;
    } finally {
      // Its author mends it and asks again.
      if (!usable) read.delete(id);
    }
  };

  return {
    lesson,
    lessons: async () => {
      const all: LessonSpec[] = [];
      for (const id of await ids()) {
        const one = await lesson(id);
        if (!one.ok) return one;
        all.push(one.value);
      }
      return succeed(all);
    },
    survey: async () => {
      const found = await Promise.all((await ids()).map(lesson));
      return {
        lessons: found.flatMap((one) => (one.ok ? [summarise(one.value)] : [])),
        unreadable: found.flatMap((one) => (one.ok ? [] : [one.failure])),
      };
    },
    assignment: async (lessonId, assignmentId) => {
      const found = await lesson(lessonId);
      if (!found.ok) return found;
      const spec = found.value.assignments.find(({ id }) => id === assignmentId);
      if (!spec) {
        return unknown(
          `assignment ${assignmentId} in ${lessonId}`,
          found.value.assignments.map(({ id }) => id),
        );
      }
      return succeed({
        lesson: found.value,
        spec,
        folder: join(root, 'bpf', 'lessons', lessonId, assignmentId),
      });
    },
  };
};

/** What a list of lessons shows of one. */
export const summarise = ({ id, title, summary, assignments }: LessonSpec): LessonSummary => ({
  id,
  title,
  summary,
  assignments: assignments.map(({ id, rev, title, task, minutes, concepts }) => ({
    id,
    rev,
    title,
    task,
    minutes,
    concepts,
  })),
});
