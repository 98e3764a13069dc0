import type { KernelReport } from '../../../contract/index.ts';
import { createHeadAndTail } from './head-and-tail.ts';
import { createReportReader, type ReportPlace } from './kernel-report.ts';
import { isNowhere, kindOf } from './line-kinds.ts';
import { createLineStore, type LineStore } from './line-store.ts';

/** The verifier at one source line: where that stands in the log, and which lines follow from it (`to` not included). */
export interface Visit {
  /** Line of the log with the source line; -1 for instructions before any. */
  readonly source: string;
  readonly from: number;
  to: number;
}

/** A text that may hold a verifier's log, read to its end. */
export interface VerifierLog {
  readonly store: LineStore;
  readonly visitCount: number;
  readonly visitAt: (number: number) => Visit | undefined;
  readonly visitsLeftOut: { readonly from: number; readonly count: number } | null;
  /** The reason in the verifier's words: the first line, the lines after it, and where it begins in the log. */
  readonly reason: string;
  readonly reasonLines: readonly string[];
  readonly reasonAt: number | null;
  /** The last instruction before the reason, as a line of the log. */
  readonly instructionAt: number | null;
  /** The last source line before the reason that is one, and the source line (or none) that the reason stands under. */
  readonly sourceLine: string | null;
  readonly rejectedVisit: number | null;
  readonly kernelReport: { readonly report: KernelReport; readonly at: ReportPlace } | null;
  readonly processed: number | null;
  readonly program: string | null;
  /** What libbpf or bpftool says for itself, where it names more than that something failed. */
  readonly toolWords: string;
  /** Whether the tool says that a program was refused. */
  readonly refused: boolean;
  readonly recognised: boolean;
}

/** Takes a text in pieces, however they are cut, and reads it line by line in bounded memory. */
export interface LogReader {
  readonly push: (text: string) => void;
  readonly end: () => VerifierLog;
}

const keptVisits = { head: 10_000, tail: 10_000 };

/** More lines than any reason has. */
const longestReason = 40;

/** Lines of libbpf and bpftool that every failed load has. */
const generic =
  /failed to load|failed to pin|BPF program load failed|load bpf program failed|-- BEGIN|-- END|^libbpf: (?:loading|elf:|sec |map |prog |kernel BTF|CO-RE|license|relo)|^Warning: |^If it used/;

const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

export const createLogReader = (): LogReader => {
  const store = createLineStore();
  let rest = '';
  let fold = newFold();
  let toolWords = '';
  let refused = false;
  let framed = false;
  let program: string | null = null;

  const take = (raw: string): void => {
    const line = clean(raw);
    const at = store.total();
    store.add(line);
    const kind = kindOf(line);
    if (kind === 'begin') {
      fold = newFold();
      framed = true;
      program = /prog '([^']+)'/.exec(line)?.[1] ?? program;
    } else if (kind === 'end') fold.ended = true;
    else if (kind === 'tool') {
      if (/BPF program load failed|load bpf program failed|failed to load/.test(line)) refused = true;
      if (!generic.test(line) && (toolWords === '' || line.startsWith('libbpf: '))) toolWords = line;
    } else if (!fold.ended) takeLogged(fold, kind, line, at);
  };

  return {
    push: (text) => {
      let from = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        take(rest === '' ? text.slice(from, end) : rest + text.slice(from, end));
        rest = '';
        from = end + 1;
      }
      rest += text.slice(from);
      // A text without line ends is no log; it is cut into lines all the same.
      while (rest.length > longestPiece) {
        take(rest.slice(0, longestPiece));
        rest = rest.slice(longestPiece);
      }
    },
    end: () => {
      if (rest !== '') take(rest);
      rest = '';
      return finish(store, fold, { toolWords, refused, framed, program });
    },
  };
};

const longestPiece = 64 * 1024;

/** A carriage return goes with its line end; other control characters would reach the learner's terminal. */
const clean = (line: string): string => {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return unprintable.test(text) ? text.replace(unprintable, '\u2400') : text;
};

const newFold = () => ({
  visits: createHeadAndTail<Visit>(keptVisits.head, keptVisits.tail),
  source: null as string | null,
  instructionAt: null as number | null,
  instructionLine: '',
  reasonLines: [] as string[],
  reasonAt: null as number | null,
  /** What stood last when the reason began. */
  before: null as { visit: number; source: string | null; instructionAt: number | null } | null,
  inReason: false,
  report: null as ReturnType<typeof createReportReader> | null,
  processed: null as number | null,
  instructions: 0,
  sources: 0,
  ended: false,
});
type Fold = ReturnType<typeof newFold>;

const takeLogged = (fold: Fold, kind: ReturnType<typeof kindOf>, line: string, at: number): void => {
  if (fold.report && kind !== 'totals') {
    fold.report.add(line);
    return;
  }
  switch (kind) {
    case 'source':
      fold.inReason = false;
      fold.sources += 1;
      if (!isNowhere(line)) fold.source = line;
      fold.visits.add({ source: line, from: at, to: at + 1 });
      return;
    case 'instruction': {
      fold.inReason = false;
      fold.instructions += 1;
      fold.instructionAt = at;
      fold.instructionLine = line;
      extend(fold, at);
      return;
    }
    case 'state':
      fold.inReason = false;
      if (fold.visits.total() > 0) extend(fold, at);
      return;
    case 'totals':
      fold.processed = Number(/\d+/.exec(line)?.[0]);
      takeGlued(fold);
      fold.ended = true;
      return;
    case 'report':
      fold.report = createReportReader();
      fold.report.add(line);
      return;
    case 'words':
      if (!fold.inReason) beginReason(fold, at);
      if (fold.reasonLines.length < longestReason) fold.reasonLines.push(line);
      return;
    case 'noise':
    case 'begin':
    case 'end':
    case 'tool':
      fold.inReason = false;
  }
};

const extend = (fold: Fold, at: number): void => {
  const visit = fold.visits.last();
  if (visit) visit.to = at + 1;
  else fold.visits.add({ source: '', from: at, to: at + 1 });
};

const beginReason = (fold: Fold, at: number): void => {
  fold.inReason = true;
  fold.reasonLines = [];
  fold.reasonAt = at;
  fold.before = {
    visit: fold.visits.total() - 1,
    source: fold.source,
    instructionAt: fold.instructionAt,
  };
};

/** At the limit the verifier says so right behind the instruction that it did not print to its end. */
const takeGlued = (fold: Fold): void => {
  const glued = /BPF program is too large\. .*$/.exec(fold.instructionLine);
  if (!glued || fold.instructionAt === null) return;
  beginReason(fold, fold.instructionAt);
  fold.reasonLines.push(glued[0]);
};

interface Around {
  readonly toolWords: string;
  readonly refused: boolean;
  readonly framed: boolean;
  readonly program: string | null;
}

const finish = (store: LineStore, fold: Fold, { framed, ...around }: Around): VerifierLog => {
  const kernelReport = fold.report?.read() ?? null;
  return {
    store,
    visitCount: fold.visits.total(),
    visitAt: fold.visits.at,
    visitsLeftOut: fold.visits.leftOut(),
    reason: fold.reasonLines[0] ?? '',
    reasonLines: fold.reasonLines,
    reasonAt: fold.reasonAt,
    instructionAt: fold.before ? fold.before.instructionAt : fold.instructionAt,
    sourceLine: fold.before ? fold.before.source : fold.source,
    rejectedVisit: fold.before && fold.before.visit >= 0 ? fold.before.visit : null,
    kernelReport,
    processed: fold.processed,
    ...around,
    recognised:
      framed ||
      kernelReport !== null ||
      fold.processed !== null ||
      fold.instructions > 0 ||
      around.toolWords !== '' ||
      around.refused,
  };
};
