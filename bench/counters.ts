import type { LabContract, OutputOf } from '../app/contract/index.ts';
import { findRoot } from '../app/engine/root.ts';
import { BenchError, valueOf, type Bench } from './lab.ts';
import { median, rounded } from './median.ts';
import { runCommand, timed } from './timed.ts';
import { openWorkbench } from './workbench.ts';

/** What following five counters costs: wall time of one sample, ours and bpftool's, and shares of one core. */
export interface CounterFigures {
  readonly runs: number;
  /** Medians in milliseconds. */
  readonly sampleMs: number;
  readonly bpftoolMs: number;
  /** Processor time of the helper and of this process by wall time, percent of one core. */
  readonly at10Hz: Share;
  readonly at1kHz: Share;
  /** A timer of Node at 10 Hz that does nothing: what this machine takes for waking up. */
  readonly bareTimerPercent: number;
}

interface Share {
  readonly helperPercent: number;
  readonly enginePercent: number;
  readonly samplesPerSecond: number;
}

type Watched = OutputOf<LabContract, 'counters.watch'>;

const environment = { name: 'veth-bench', number: 251 };
/** Long enough that the watch's own beginning and end do not count. */
const shareSeconds = 20;
/** By then the engine of JavaScript has cleared away what the start of the helper left. */
const settleSeconds = 12;
const samplesPerRun = 20;

const isRoot = (): boolean => process.getuid?.() === 0;

/** Measures samples against `bpftool -j map dump`, one after the other in each run; then what following costs. */
export const benchCounters = async (bench: Bench): Promise<CounterFigures> => {
  const workbench = await openWorkbench(findRoot());
  let watches = 0;
  const watch = async (intervalMs: number, count: number): Promise<Watched> => {
    const stream = `bench-${process.pid}-${(watches += 1)}`;
    return valueOf(
      await bench.call('counters.watch', { environment: environment.name, stream, intervalMs, count }),
    );
  };
  const share = async (intervalMs: number): Promise<Share> => {
    const before = process.cpuUsage();
    const { cpuMs, wallMs, samples } = await watch(intervalMs, (shareSeconds * 1000) / intervalMs);
    const { user, system } = process.cpuUsage(before);
    return {
      helperPercent: rounded((100 * cpuMs) / wallMs),
      enginePercent: rounded((user + system) / 10 / wallMs),
      samplesPerSecond: rounded((1000 * samples) / wallMs),
    };
  };
  try {
    valueOf(await bench.call('env.up', environment));
    valueOf(await bench.call('program.load', { environment: environment.name, path: workbench.source }));
    const mapId = await countingMap(bench);
    const dump = [...(isRoot() ? [] : ['sudo', '-n']), 'bpftool', '-j', 'map', 'dump', 'id', `${mapId}`];
    const samples: number[] = [];
    const bpftool: number[] = [];
    for (let run = 1; run <= bench.runs; run += 1) {
      bench.progress(`${run}/${bench.runs}`);
      samples.push((await watch(1, samplesPerRun)).sampleMs);
      bpftool.push(await timed(() => runCommand(dump, { signal: bench.signal })));
    }
    bench.progress(`settling, ${settleSeconds} s`);
    await watch(100, settleSeconds * 10);
    bench.progress(`10 Hz, ${shareSeconds} s`);
    const at10Hz = await share(100);
    bench.progress(`1 kHz, ${shareSeconds} s`);
    const at1kHz = await share(1);
    bench.progress('a bare timer');
    const bareTimerPercent = await bareTimer();
    return {
      runs: bench.runs,
      sampleMs: Math.round(median(samples) * 10_000) / 10_000,
      bpftoolMs: rounded(median(bpftool)),
      at10Hz,
      at1kHz,
      bareTimerPercent,
    };
  } finally {
    await bench.call('env.down', { name: environment.name });
    await workbench.remove();
  }
};

const bareTimer = async (): Promise<number> => {
  const [before, startedAt] = [process.cpuUsage(), performance.now()];
  while (performance.now() - startedAt < shareSeconds * 1000) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { user, system } = process.cpuUsage(before);
  return rounded((user + system) / 10 / (performance.now() - startedAt));
};

/** The map the bench reads, found as a learner would find it. */
const countingMap = async (bench: Bench): Promise<number> => {
  const { maps } = valueOf(await bench.call('maps.list', { environment: environment.name }));
  const found = maps.find(({ name }) => name === 'xdp_stats_map');
  if (!found) throw new BenchError('The measured program has no xdp_stats_map.');
  return found.id;
};
