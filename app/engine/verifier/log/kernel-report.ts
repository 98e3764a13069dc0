import type { KernelReport } from '../../../contract/index.ts';

/** A report is some hundred lines at most: the kernel itself leaves out the middle of a long causal path. */
const longestReport = 2000;

interface ReportReader {
  readonly add: (line: string) => void;
  readonly read: () => { report: KernelReport; at: ReportPlace } | null;
}

/** The place of section “At”: `function @ file.c:12:8`, or `insn 6` alone where the program has no BTF. */
export interface ReportPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly instruction: number | null;
}

/**
 * Reads the report that Linux 7.3 and later prints below the reason: `Verification failed: CATEGORY: Problem`, then the
 * sections Reason, At, Causal path and Suggestion, each indented by two (kernel/bpf/diagnostics.c, “Redesign Verification
 * Errors”, https://lore.kernel.org/bpf/20260619205934.1312876-1-memxor@gmail.com/).
 */
export const createReportReader = (): ReportReader => {
  const lines: string[] = [];
  return {
    add: (line) => {
      if (lines.length < longestReport) lines.push(line);
    },
    read: () => {
      const [, category = '', problem = ''] =
        /^Verification failed: (.*?)(?:: (.*))?$/.exec(lines[0] ?? '') ?? [];
      if (category === '') return null;
      const sections = readSections(lines.slice(1));
      const paragraph = (title: string) =>
        (sections.get(title) ?? [])
          .map((line) => line.trim())
          .join(' ')
          .trim();
      return {
        report: {
          category,
          problem,
          reason: paragraph('Reason'),
          suggestion: paragraph('Suggestion'),
          causalPath: (sections.get('Causal path') ?? []).map((line) => line.replace(/^ {2}/, '')),
        },
        at: readPlace(sections.get('At') ?? []),
      };
    },
  };
};

const readSections = (lines: readonly string[]): Map<string, string[]> => {
  const sections = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of lines) {
    const title = /^(?<title>[A-Z][a-z ]+):$/.exec(line)?.groups?.title;
    if (title !== undefined) sections.set(title, (current = []));
    else if (line !== '' || (current?.length ?? 0) > 0) current?.push(line);
  }
  for (const section of sections.values()) while (section.at(-1) === '') section.pop();
  return sections;
};

const readPlace = (lines: readonly string[]): ReportPlace => {
  const [, file = '', line = '0', column = '0'] =
    /^ {2}(?:\S+ @ )?(\S+):(\d+):(\d+)$/.exec(lines[0] ?? '') ?? [];
  const marked = lines.map((one) => /^ {2}>>> *(\d+) \| (.*)$/.exec(one)).filter((match) => match !== null);
  // The first marked row is the source's, the last the instruction's; without a source there is the latter alone.
  const source = file === '' ? undefined : marked[0];
  const instruction = marked.at(-1) ?? /^ {2}insn (\d+)$/.exec(lines[0] ?? '');
  return {
    file,
    line: Number(line),
    column: Number(column),
    text: source?.[2]?.trim() ?? '',
    instruction: instruction ? Number(instruction[1]) : null,
  };
};
