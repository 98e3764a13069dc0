import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RejectionClass, SourcePlace, Text } from '../../contract/index.ts';
import { classify, sentenceOf } from './classes.ts';

/** Why the verifier rejects a program: class, place, plain sentence, and its own words. */
export interface Rejection {
  readonly class: RejectionClass;
  readonly place: SourcePlace | null;
  readonly sentence: Text;
  /** The line of the log that gives the reason, word for word. */
  readonly reason: string;
}

/** Reads a verifier log as libbpf prints it, and finds the reason and the line of the source that it stands at. */
export const explainRejection = async (log: string, source: { path: string } | null): Promise<Rejection> => {
  const lines = verifierPart(log);
  const reasonAt = firstOfBlock(
    lines,
    lines.findLastIndex((line) => isReason(line)),
  );
  const reason = lines[reasonAt] ?? '';
  const kind = classify(reason, log);
  const text = source ? await readFile(source.path, 'utf8').catch(() => '') : '';
  return {
    class: kind,
    place: placeBefore(lines.slice(0, reasonAt + 1), text, source ? basename(source.path) : ''),
    sentence: sentenceOf(kind),
    reason: reason || (log.trim().split('\n').at(-1) ?? ''),
  };
};

/** libbpf frames the verifier's log; without the frame (a tool's own refusal) the whole text counts. */
const verifierPart = (log: string): string[] => {
  const framed =
    /-- BEGIN PROG LOAD LOG --\n([\s\S]*?)(?:libbpf: prog '[^']*': )?-- END PROG LOAD LOG --/.exec(log);
  return (framed?.[1] ?? log).split('\n');
};

/** A line in words: neither an instruction (`12: (bf) …`), a source line (`; …`), register state, nor the closing statistics. */
const isReason = (line: string): boolean =>
  line !== '' &&
  !/^(?:\d+: |; |from \d+|processed \d+|verification time|stack depth|max_states|peak_states|mark_precise|regs=|parent |last_idx|libbpf: |Error: |R\d+=|func#\d+ @\d+$)/.test(
    line,
  );

/** The verifier may say a reason in several lines; the first of them names the access. */
const firstOfBlock = (lines: readonly string[], last: number): number => {
  let first = last;
  while (first > 0 && isReason(lines[first - 1] ?? '')) first -= 1;
  return first;
};

/** Instructions that clang gives to no line in particular stand under line 0. */
const nowhere = / @ [^@\s]+:0$/;

/** The last source line above the reason: `; text @ file.c:12` from Linux 6.8 on, the text alone before. */
const placeBefore = (lines: readonly string[], source: string, file: string): SourcePlace | null => {
  const last = lines.findLast((line) => line.startsWith('; ') && !nowhere.test(line));
  if (!last) return null;
  const named = /^; (?<text>.*) @ (?<file>[^@\s]+):(?<line>\d+)$/.exec(last)?.groups;
  if (named) {
    return {
      file: named.file ?? '',
      line: Number(named.line),
      column: null,
      text: (named.text ?? '').trim(),
    };
  }
  const text = last.slice(2).trim();
  const at = source.split('\n').findIndex((line) => line.trim() === text);
  return at < 0 ? null : { file, line: at + 1, column: null, text };
};
