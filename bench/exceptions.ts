import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackExceptionRows, type ExceptionRow, type ExceptionRows } from '../app/contract/index.ts';
import { findRoot } from '../app/engine/root.ts';
import { valueOf, type Bench } from './lab.ts';
import { rounded } from './median.ts';
import { percentile } from './percentile.ts';
import { runCommand } from './timed.ts';

/** What listening to exceptions is able to do. */
export interface ExceptionFigures {
  /** From the event's time in the kernel to the row in the host, milliseconds. */
  readonly rowMs: { readonly p50: number; readonly p95: number; readonly events: number };
  /** Floods of `askedPerSecond` for five seconds each. */
  readonly floods: readonly Flood[];
}

interface Flood {
  readonly askedPerSecond: number;
  /** Packets that the program aborted, as it counts them itself. */
  readonly aborted: number;
  readonly rows: number;
  readonly lost: number;
  /** Aborted packets that are neither a row nor counted as lost. */
  readonly unaccounted: number;
  /** Most resident memory of the helper and of this process meanwhile, in MB. */
  readonly helperMb: number;
  readonly hostMb: number;
  /** From the last packet to the last row. */
  readonly lateMs: number;
}

const environment = { name: 'veth-bench', number: 251 };
const outer = `fc00:dead:cafe:${environment.number.toString(16)}::1`;
const floodSeconds = 5;
const rates = [100_000, 300_000];
const bytesInMb = 1024 * 1024;

const isRoot = (): boolean => process.getuid?.() === 0;
const inside = (argv: readonly string[]): string[] => [
  ...(isRoot() ? [] : ['sudo', '-n']),
  ...['nsenter', `--net=/run/netns/${environment.name}`, ...argv],
];

const now = (): number => performance.timeOrigin + performance.now();
const rowsOf = ({ rows }: ExceptionRows): ExceptionRow[] => unpackExceptionRows(Buffer.from(rows, 'base64'));

/** Resident memory of the helper, the only other process of this lab that is Node's. */
const helperBytes = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
};

/** The helper's process: the lab's name, which its trace instance bears, holds its id. */
const helperPid = (commands: readonly { readonly argv: readonly string[] }[]): number =>
  Number(/\/lab-(\d+)-/.exec(commands.flatMap(({ argv }) => argv).join(' '))?.[1] ?? 0);

/** Measures single events, and then floods of them. */
export const benchExceptions = async (bench: Bench): Promise<ExceptionFigures> => {
  const parts = join(findRoot(), 'bench', 'exceptions');
  const folder = await mkdtemp(join(tmpdir(), 'xdp-lab-bench-'));
  const flood = join(folder, 'flood');
  let watches = 0;

  /** Listens while a job runs; answers how it ended. */
  const listening = async (hear: (event: ExceptionRows) => void, job: () => Promise<unknown>) => {
    const stream = `bench-${process.pid}-${(watches += 1)}`;
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const off = await bench.on('exceptions.rows', (event) => {
      if (event.stream !== stream) return;
      begin();
      hear(event);
    });
    const watching = bench.call('exceptions.watch', { environment: environment.name, stream });
    await Promise.race([begun, watching]);
    await job();
    valueOf(await bench.call('exceptions.stop', { stream }));
    const ended = valueOf(await watching);
    off();
    return ended;
  };
  const aborted = async (): Promise<number> => {
    const stream = `bench-${process.pid}-${(watches += 1)}`;
    let packets = 0;
    const off = await bench.on('counters.samples', (event) => {
      if (event.stream === stream) packets = event.samples.at(-1)?.packets[0] ?? packets;
    });
    valueOf(await bench.call('counters.watch', { environment: environment.name, stream, count: 1 }));
    off();
    return packets;
  };

  const single = async (): Promise<ExceptionFigures['rowMs']> => {
    const delays: number[] = [];
    await listening(
      (event) => {
        const heardAt = now();
        delays.push(...rowsOf(event).map(({ timeMs }) => heardAt - timeMs));
      },
      () => runCommand(inside([flood, outer, '640', '5']), { signal: bench.signal }),
    );
    return {
      p50: rounded(percentile(delays, 50)),
      p95: rounded(percentile(delays, 95)),
      events: delays.length,
    };
  };
  const flooded = async (askedPerSecond: number, pid: number): Promise<Flood> => {
    const before = await aborted();
    let rows = 0;
    let helper = 0;
    let host = 0;
    let lastRowAt = 0;
    let lastPacketAt = 0;
    const looking = setInterval(() => {
      host = Math.max(host, process.memoryUsage().rss);
      void helperBytes(pid).then((bytes) => {
        helper = Math.max(helper, bytes);
      });
    }, 100);
    const { lost } = await listening(
      ({ count }) => {
        rows += count;
        if (count > 0) lastRowAt = now();
      },
      async () => {
        await runCommand(inside([flood, outer, `${askedPerSecond}`, `${floodSeconds}`]), {
          signal: bench.signal,
        });
        lastPacketAt = now();
      },
    );
    clearInterval(looking);
    const packets = (await aborted()) - before;
    return {
      askedPerSecond,
      aborted: packets,
      rows,
      lost,
      unaccounted: packets - rows - lost,
      helperMb: Math.round(helper / bytesInMb),
      hostMb: Math.round(host / bytesInMb),
      lateMs: rounded(Math.max(0, lastRowAt - lastPacketAt)),
    };
  };

  try {
    const build = ['clang', '-O2', join(parts, 'flood.c'), '-o', flood];
    await runCommand(build, { signal: bench.signal });
    valueOf(await bench.call('env.up', environment));
    const path = join(parts, 'aborting.c');
    valueOf(await bench.call('program.load', { environment: environment.name, path }));
    bench.progress('single events');
    const rowMs = await single();
    const { commands } = await listening(
      () => undefined,
      () => Promise.resolve(),
    );
    const floods: Flood[] = [];
    for (const rate of rates) {
      bench.progress(`${rate}/s`);
      floods.push(await flooded(rate, helperPid(commands)));
    }
    return { rowMs, floods };
  } finally {
    await bench.call('env.down', { name: environment.name });
    await rm(folder, { recursive: true, force: true });
  }
};
