import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { valueOf, type Bench } from './lab.ts';
import { median, rounded } from './median.ts';
import { timed } from './timed.ts';

/** Medians in milliseconds, and megabytes of resident memory at the most above what there was before. */
export interface VerifierFigures {
  readonly runs: number;
  readonly lines: number;
  readonly megabytes: number;
  /** A log of 100 000 lines as a text, through the contract, to the explanation with its first visits. */
  readonly explainMs: number;
  /** The same lines read by node:readline and thrown away. */
  readonly readlineMs: number;
  readonly endless: {
    readonly lines: number;
    readonly megabytes: number;
    readonly explainMs: number;
    readonly readlineMs: number;
    readonly residentMegabytes: number;
    readonly linesLeftOut: number;
  };
}

const manyLines = 100_000;
const endlessLines = 900_000;
const endlessRuns = 3;
const mebibyte = 1024 * 1024;

/** Six lines of a loop's trace as Linux 6.18 prints them, with the numbers that go on in it. */
const loopTrace = (pass: number): string =>
  `; sum += bpf_get_prandom_u32(); @ endless.c:12
1: (85) call bpf_get_prandom_u32#7    ; R0=scalar()
2: (0f) r0 += r6                      ; R0=scalar() R6=scalar(id=${pass})
3: (bf) r6 = r0                       ; R0=scalar(id=${pass + 1}) R6=scalar(id=${pass + 1})
; while (sum != 77) @ endless.c:11
4: (55) if r1 != 0x4d goto pc-4       ; R0=scalar(id=${pass}) R1=scalar(smin=0,smax=umax=0xffffffff) R6=scalar(id=${pass})
`;
const traceLines = 6;

const begin = "libbpf: prog 'xdp_prog': -- BEGIN PROG LOAD LOG --\n0: R1=ctx() R10=fp0\n";
const finish = `5: (71) r2 = *(u8 *)(r1 +12)
invalid access to packet, off=12 size=1, R1(id=0,off=12,r=0)
processed 1000001 insns (limit 1000000) max_states_per_insn 4 total_states 15875 peak_states 15875 mark_read 0
-- END PROG LOAD LOG --
`;

/** Measures how long a long log takes, beside what reading its lines takes at the least. */
export const benchVerifier = async (bench: Bench): Promise<VerifierFigures> => {
  const folder = await mkdtemp(join(tmpdir(), 'xdp-lab-bench-'));
  try {
    const [many, endless] = [join(folder, 'many.log'), join(folder, 'endless.log')];
    const manyBytes = await write(many, manyLines);
    const endlessBytes = await write(endless, endlessLines);
    const text = await textOf(many);
    const explain: number[] = [];
    const readline: number[] = [];
    const explainEndless: number[] = [];
    const readlineEndless: number[] = [];
    const resident: number[] = [];
    let left = 0;
    for (let run = 1; run <= bench.runs; run += 1) {
      bench.progress(`${run}/${bench.runs}`);
      explain.push(
        await timed(async () => valueOf(await bench.call('verifier.explain', { kind: 'log', text }))),
      );
      readline.push(await timed(() => readLines(many)));
      if (run > endlessRuns) continue;
      const peak = watchResident();
      explainEndless.push(
        await timed(async () => {
          const answer = await bench.call('verifier.explain', { kind: 'source', path: endless });
          left = valueOf(answer).log.leftOut?.lines ?? 0;
        }),
      );
      resident.push(peak());
      readlineEndless.push(await timed(() => readLines(endless)));
    }
    return {
      runs: bench.runs,
      lines: manyLines,
      megabytes: rounded(manyBytes / mebibyte),
      explainMs: rounded(median(explain)),
      readlineMs: rounded(median(readline)),
      endless: {
        lines: endlessLines,
        megabytes: rounded(endlessBytes / mebibyte),
        explainMs: rounded(median(explainEndless)),
        readlineMs: rounded(median(readlineEndless)),
        residentMegabytes: rounded(Math.max(...resident) / mebibyte),
        linesLeftOut: left,
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const write = async (path: string, lines: number): Promise<number> => {
  const file = createWriteStream(path);
  file.write(begin);
  for (let pass = 0; pass * traceLines < lines; pass += 1) {
    if (!file.write(loopTrace(pass))) await once(file, 'drain');
  }
  file.end(finish);
  await once(file, 'close');
  return file.bytesWritten;
};

const textOf = async (path: string): Promise<string> => {
  const pieces: string[] = [];
  for await (const piece of createReadStream(path, { encoding: 'utf8' })) pieces.push(String(piece));
  return pieces.join('');
};

/** A line that no log has: looking at each keeps the reading from being left out. */
const unlikely = '\n';

const readLines = async (path: string): Promise<void> => {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  for await (const line of lines) if (line === unlikely) return;
};

const everyMs = 5;

/** Watches resident memory until asked for how much it grew at the most, in bytes. */
const watchResident = (): (() => number) => {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    look();
    return most - before;
  };
};
