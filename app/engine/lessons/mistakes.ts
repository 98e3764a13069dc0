import { buildFrame, parseFilter } from '../../packet/index.ts';
import type { AssignmentSpec, CheckSpec, LessonSpec } from './schema.ts';

/** A field that has the right type and still cannot be used. */
export interface Mistake {
  readonly field: readonly (string | number)[];
  readonly reason: string;
}

/** Tries what a lesson says in languages of its own (packets, display filters, regular expressions); the first that fails. */
export const findMistake = (lesson: LessonSpec): Mistake | undefined =>
  first(lesson.assignments.entries(), ([index, assignment]) =>
    within(['assignments', index], ofAssignment(assignment)),
  );

const first = <T>(of: Iterable<T>, look: (one: T) => Mistake | undefined): Mistake | undefined => {
  for (const one of of) {
    const mistake = look(one);
    if (mistake) return mistake;
  }
  return undefined;
};

const within = (field: Mistake['field'], mistake: Mistake | undefined): Mistake | undefined =>
  mistake && { ...mistake, field: [...field, ...mistake.field] };

const ofAssignment = ({ checks, hints }: AssignmentSpec): Mistake | undefined =>
  first(Object.entries(checks), ([id, check]) => within(['checks', id], ofCheck(check))) ??
  first(hints.entries(), ([index, { when }]) =>
    first(when.entries(), ([condition, { source }]) =>
      within(['hints', index, 'when', condition], ofPattern('source', source)),
    ),
  );

const ofCheck = (check: CheckSpec): Mistake | undefined => {
  switch (check.kind) {
    case 'vector':
      return first(Object.entries(check.cases), ([id, { frame, output }]) =>
        within(
          ['cases', id],
          ofFrame(['frame'], frame) ??
            (typeof output === 'object' && 'frame' in output
              ? ofFrame(['output', 'frame'], output.frame)
              : undefined) ??
            (typeof output === 'object' && 'matches' in output
              ? ofFilter(['output', 'matches'], output.matches)
              : undefined),
        ),
      );
    case 'seen':
      return ofFilter(['filter'], check.filter);
    case 'source':
      return ofPattern('pattern', check.pattern);
    default:
      return undefined;
  }
};

const ofFrame = (field: Mistake['field'], frame: Parameters<typeof buildFrame>[0]): Mistake | undefined => {
  const built = buildFrame(frame);
  return built.ok ? undefined : { field, reason: built.error.message };
};

const ofFilter = (field: Mistake['field'], text: string): Mistake | undefined => {
  const parsed = parseFilter(text);
  return parsed.ok ? undefined : { field, reason: parsed.error.message };
};

const ofPattern = (field: string, pattern: string | undefined): Mistake | undefined => {
  try {
    new RegExp(pattern ?? '');
    return undefined;
  } catch (error) {
    return { field: [field], reason: error instanceof Error ? error.message : String(error) };
  }
};
