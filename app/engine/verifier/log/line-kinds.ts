/** What a line of a verifier log is. `noise` is said about the search itself (precision marks, statistics, call frames). */
export type LineKind =
  'instruction' | 'source' | 'state' | 'totals' | 'begin' | 'end' | 'tool' | 'report' | 'noise' | 'words';

const instruction = /^\d+: \([0-9a-f]{2}\) /;
const state = /^\s*(?:\d+: |from \d+ to \d+|(?:frame\d+: ?)?R\d+(?:_\w+)?=)/;
const noise =
  /^(?:verification time|stack depth|max_states|peak_states|mark_precise|regs=|parent |last_idx|func#\d+ @\d+|Func#\d+ is |Validating |caller:|callee:|returning from callee|to caller at |propagating |Live regs before insn|\s+\d+: |\[…|\[\.\.\.|arg#\d+ )/;
const tool = /^(?:libbpf: |Error: |Warning: |If it used to work for this object)/;

const digitZero = 48;
const digitNine = 57;
const semicolon = 59;

/**
 * The kind of a line, as kernel/bpf/log.c and verifier.c of Linux 5.4 to 7.x and libbpf print them. From Linux 7.3 on a
 * report in sections follows the reason (kernel/bpf/diagnostics.c), opened by `Verification failed: `.
 */
export const kindOf = (line: string): LineKind => {
  const first = line.charCodeAt(0);
  if (first >= digitZero && first <= digitNine) {
    return instruction.test(line) ? 'instruction' : state.test(line) ? 'state' : 'words';
  }
  if (first === semicolon) return line.startsWith('; ') ? 'source' : 'noise';
  if (line.startsWith('processed ')) return /^processed \d+ insns/.test(line) ? 'totals' : 'words';
  if (line.startsWith('Verification failed: ')) return 'report';
  if (line.endsWith('-- BEGIN PROG LOAD LOG --')) return 'begin';
  if (line.endsWith('-- END PROG LOAD LOG --')) return 'end';
  if (tool.test(line)) return 'tool';
  if (line.trim() === '' || (noise.test(line) && !/^\s*(?:frame\d+: ?)?R\d/.test(line))) return 'noise';
  return state.test(line) ? 'state' : 'words';
};

/** The place that a source line names: `; text @ file.c:12` from Linux 6.8 on, the text alone (line 0) before. */
export const placeOfSource = (line: string): { text: string; file: string; line: number } => {
  const at = line.lastIndexOf(' @ ');
  const named = at < 0 ? null : /^ @ (?<file>[^\s]+):(?<line>\d+)$/.exec(line.slice(at));
  const { file = '', line: number = '0' } = named?.groups ?? {};
  return { text: (named ? line.slice(2, at) : line.slice(2)).trim(), file, line: Number(number) };
};

/** Whether a source line stands for instructions that clang gives to no line: their number is 0, or their text is empty. */
export const isNowhere = (line: string): boolean => /^; (?:.* @ [^@\s]+:0|\s*)$/.test(line);
