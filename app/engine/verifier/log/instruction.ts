import type { LoggedInstruction } from '../../../contract/index.ts';

const shape = /^(?<number>\d+): (?<code>\([0-9a-f]{2}\) .*)$/;

/**
 * An instruction's line taken apart: `6: (71) r2 = *(u8 *)(r1 +12) ; R1=…`. Up to Linux 5.17 the state stands on a line of its
 * own; after a branch newer kernels put the next state behind the instruction without the semicolon (`pc-7 1: R0=…`).
 */
export const readInstruction = (line: string, logLine: number): LoggedInstruction | null => {
  const groups = shape.exec(line)?.groups;
  if (!groups) return null;
  const code = groups.code ?? '';
  const split =
    /\s*; (?=(?:frame\d+: )?R\d|refs=)|\s*;\s+(?=R\d|fp-)|\s\d+: (?=R\d|\(|frame)|\s(?=BPF program is too large)/.exec(
      code,
    );
  const text = split ? code.slice(0, split.index) : code;
  return {
    logLine,
    instruction: Number(groups.number),
    text: text.trimEnd(),
    state: split ? code.slice(split.index + split[0].length).trim() : '',
  };
};
