import type { LineStore } from './line-store.ts';

/** What the verifier knows of one register or stack slot: `R1`, `fp-8`. */
export interface Register {
  readonly name: string;
  readonly value: string;
}

/** Further back than this a state is not looked for: paths between two full states are shorter. */
const furthestLines = 5000;

const name = /(?:^|\s)(?<name>R\d+|fp-\d+)(?:_[a-zA-Z]+)?=/g;

/** The registers in a state as the log prints it: `R1=ctx() R2_w=pkt(off=14,r=14) fp-8=mmmm????`. */
export const readState = (state: string): Register[] => {
  const found = [...state.matchAll(name)];
  return found.map((match, index) => {
    const end = found[index + 1]?.index ?? state.length;
    return {
      name: match.groups?.name ?? '',
      value: state
        .slice(match.index + match[0].length, end)
        .replace(/\s+refs=\S+$/, '')
        .trim(),
    };
  });
};

/** A state of all registers: at the beginning, at a branch taken up again, and after a jump. Others hold what changed. */
const isFull = (line: string): boolean => /(?:^|\s)(?:\d+:|from \d+ to \d+:) (?:frame\d+: )?R\d/.test(line);

/** Everything that the verifier knew before a line of the log, from the last full state on. */
export const registersBefore = (store: LineStore, logLine: number): Map<string, string> => {
  const least = Math.max(0, logLine - furthestLines);
  let from = logLine - 1;
  while (from > least && !isFull(store.at(from) ?? '')) from -= 1;
  const known = new Map<string, string>();
  for (let at = Math.max(from, 0); at < logLine; at += 1) {
    const line = store.at(at) ?? '';
    if (line.startsWith(';')) continue;
    if (isFull(line)) known.clear();
    for (const register of readState(line)) known.set(register.name, register.value);
    // A call leaves nothing in the registers that carry arguments.
    if (/^\d+: \(85\) call /.test(line)) for (const number of [1, 2, 3, 4, 5]) known.delete(`R${number}`);
  }
  return known;
};
