import { basename } from 'node:path';
import type { SourcePlace } from '../../contract/index.ts';
import { placeOfSource } from './log/line-kinds.ts';
import { lineAt, type LineRecord, type ObjectLines } from './object/line-info.ts';

const instructionBytes = 8;

/** What is at hand beside the log to find a line by. */
export interface Surroundings {
  /** The object that was loaded, and the name of the program that the log speaks of. */
  readonly object: ObjectLines | null;
  readonly program: string | null;
  /** The C file and its text, where the lab compiled it. */
  readonly source: { readonly file: string; readonly text: string } | null;
}

/** Where there is a column, the text keeps its indentation, so that the one points into the other. */
export const placeOfRecord = ({ file, line, column, text }: LineRecord): SourcePlace => ({
  file: basename(file),
  line,
  column: column > 0 ? column : null,
  text: column > 0 ? text.trimEnd() : text.trim(),
});

/**
 * The line of an instruction by the object's own line table. Functions that libbpf appends to the program stand behind its
 * own instructions in an order that the object alone does not tell: for those it is null.
 */
export const placeOfInstruction = (
  { object, program }: Surroundings,
  instruction: number | null,
): SourcePlace | null => {
  const main = object?.functions.find(({ name }) => name === program);
  if (!object || !main || instruction === null || instruction * instructionBytes >= main.size) return null;
  const record = lineAt(object.lines(main.section), main.offset + instruction * instructionBytes);
  return record ? placeOfRecord(record) : null;
};

/** The place of a source line of the log; before Linux 6.8 that has only the text, so object and source are asked. */
export const placeOfLine = (
  surroundings: Surroundings,
  sourceLine: string,
  instruction: number | null,
): SourcePlace | null => {
  const { text, file, line } = placeOfSource(sourceLine);
  if (text === '' && line === 0) return null;
  const exact = placeOfInstruction(surroundings, instruction);
  if (file !== '') {
    if (line === 0) return null;
    return exact?.line === line && exact.text.trim() === text ? exact : { file, line, column: null, text };
  }
  if (exact?.text.trim() === text) return exact;
  return byText(surroundings, text);
};

const byText = ({ object, source }: Surroundings, text: string): SourcePlace | null => {
  const sections = new Set(object?.functions.map(({ section }) => section));
  const record = [...sections]
    .flatMap((section) => object?.lines(section) ?? [])
    .find((one) => one.line > 0 && one.text.trim() === text);
  if (record) return placeOfRecord(record);
  const at = source?.text.split('\n').findIndex((one) => one.trim() === text) ?? -1;
  return source && at >= 0 ? { file: source.file, line: at + 1, column: null, text } : null;
};
