import type { SourcePlace } from '../../contract/index.ts';

/** One message of clang with its place. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly place: SourcePlace;
}

const line =
  /^(?<file>[^\s:][^:\n]*):(?<line>\d+):(?<column>\d+): (?:fatal )?(?<severity>error|warning): (?<message>.*)$/gm;

/** Reads clang's errors and warnings (`file:line:column: error: …`) in the order it gave them. */
export const readDiagnostics = (output: string): Diagnostic[] =>
  [...output.matchAll(line)].map(({ groups = {}, index, 0: whole }) => ({
    severity: groups.severity === 'error' ? 'error' : 'warning',
    message: groups.message ?? '',
    place: {
      file: groups.file ?? '',
      line: Number(groups.line),
      column: Number(groups.column),
      text: quotedLine(output.slice(index + whole.length + 1)),
    },
  }));

/** clang quotes the source line below its message, above the caret; newer versions put `12 | ` before it. */
const quotedLine = (after: string): string => {
  const [quoted = '', caret = ''] = after.split('\n', 2);
  return /^[\s|]*[~^]/.test(caret) ? quoted.replace(/^\s*\d+ \| ?/, '').trim() : '';
};
