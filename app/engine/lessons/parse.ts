import * as v from 'valibot';
import { LineCounter, parseDocument } from 'yaml';
import { fail, labFailure, succeed, type LabFailure, type Outcome } from '../../contract/index.ts';
import { findMistake } from './mistakes.ts';
import { LessonSpec } from './schema.ts';

/** A mistake in a lesson's file: names the file, the line and the field. */
const invalid = (place: string, line: number | undefined, field: string, reason: string): LabFailure =>
  labFailure('lesson-invalid', {
    thing: `${place}${line === undefined ? '' : `:${line}`}${field && ` (${field})`}: ${reason}`,
  });

/** Parses and checks the text of a lesson.yaml; every mistake is reported by file (`place`), line and field. */
export const parseLesson = (place: string, id: string, text: string): Outcome<LessonSpec> => {
  try {
    return checkLesson(place, id, text);
  } catch (error) {
    // What YAML's parser throws at aliases that multiply, and at nesting without end.
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
    return fail(invalid(place, undefined, '', error.message));
  }
};

const checkLesson = (place: string, id: string, text: string): Outcome<LessonSpec> => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', strict: true });
  const syntax = document.errors[0];
  if (syntax) {
    return fail(
      invalid(place, lines.linePos(syntax.pos[0]).line, '', syntax.message.split('\n')[0] ?? syntax.code),
    );
  }
  const parsed = v.safeParse(LessonSpec, document.toJS());
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const keys = issue.path?.map((item) => item.key as string | number) ?? [];
    return fail(invalid(place, lineOf(document, keys, lines), keys.join('.'), issue.message));
  }
  if (parsed.output.id !== id) {
    return fail(invalid(place, undefined, 'id', `is ${parsed.output.id}, but the folder is named ${id}`));
  }
  const mistake = findMistake(parsed.output);
  if (mistake) {
    const { field, reason } = mistake;
    return fail(invalid(place, lineOf(document, field, lines), field.join('.'), reason));
  }
  return succeed(parsed.output);
};

/** The line of the deepest node on the way to a field: a missing field is reported where its parent stands. */
const lineOf = (
  document: ReturnType<typeof parseDocument>,
  keys: readonly (string | number)[],
  lines: LineCounter,
): number | undefined => {
  for (let depth = keys.length; depth >= 0; depth -= 1) {
    const node: unknown = document.getIn(keys.slice(0, depth), true);
    if (node && typeof node === 'object' && 'range' in node && Array.isArray(node.range)) {
      return lines.linePos(node.range[0] as number).line;
    }
  }
  return undefined;
};
