import { setTimeout as pause } from 'node:timers/promises';
import {
  fail,
  labFailure,
  succeed,
  type CounterChange,
  type Handlers,
  type Outcome,
  type WatchCounters,
  type WatchedCounters,
} from '../../contract/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import { openCounted, type Counted } from '../counters/counted.ts';
import type { Counts } from '../counters/count-map.ts';
import { driverIntervalMs, readDriver, withDriver } from '../counters/driver-counted.ts';
import { createSampleBatch } from '../counters/samples.ts';
import type { Lab } from '../lab.ts';
import { keepStepping, type Step } from '../pace.ts';
import { attachedXdp, isLoaded, newlyLoaded } from '../libbpf/attached.ts';
import { libbpf, type Libbpf } from '../libbpf/library.ts';
import { interfaceIndex } from '../libc.ts';

/** How often is looked whether a program came or went; then the interface is asked at once which one it runs. */
const lookMs = 250;
/** How often the interface is asked although none did: one that is held elsewhere may be taken off or put on, too. */
const askMs = 2000;
/** How long a program that was replaced may still be at work on another CPU: a softirq, with a wide margin. */
const lastPacketsMs = 10;

const nothing: Counted = {
  counting: { programId: null, mode: null, mapId: null, source: 'none', actions: [], notes: [] },
  read: undefined,
  close: () => undefined,
};

const whyChanged = (before: Counted | undefined, now: Counted): CounterChange => {
  if (before === undefined) return 'first';
  if (now.counting.programId === null) return 'detached';
  return before.counting.programId === null ? 'attached' : 'reloaded';
};

type Attached = ReturnType<typeof attachedXdp>;

/** What the interface runs now; fails with `interface-missing`. */
const onInterface = (lib: Libbpf, device: string): Outcome<Attached> => {
  const index = interfaceIndex(device);
  if (index === undefined) return fail(labFailure('interface-missing', { thing: device }));
  return succeed(attachedXdp(lib, index));
};

const timeMs = (): number => performance.timeOrigin + performance.now();

/** One watch under way, from the first sample to the end of its signal. */
const watch = async (
  lib: Libbpf,
  { environment, intervalMs, count = Infinity }: WatchCounters,
  batch: ReturnType<typeof createSampleBatch>,
  signal: AbortSignal,
): Promise<Outcome<WatchedCounters>> => {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  let current: Counted = nothing;
  let lookAt = 0;
  let askAt = 0;
  let driverDueAt = 0;
  let samples = 0;
  let reloads = 0;
  let readingMs = 0;

  const take = (counts: Counts): void => {
    batch.push({ timeMs: timeMs(), packets: counts.packets, bytes: counts.bytes });
    samples += 1;
  };
  const change = async (attached: Attached, before?: Counted): Promise<Outcome<void>> => {
    const opened = attached ? openCounted(lib, attached.programId, attached.mode) : nothing;
    const next = await withDriver(environment, opened);
    if (!next.ok) return next;
    const why = whyChanged(before, next.value);
    current.close();
    current = next.value;
    if (why === 'reloaded') reloads += 1;
    batch.begin(current.counting, why);
    return succeed(undefined);
  };
  /** Goes over to another program once the old one has counted its last packet. */
  const goOver = async (attached: Attached): Promise<Outcome<void>> => {
    const before = current;
    if (before.read) {
      await pause(lastPacketsMs);
      const last = before.read();
      if (last) take(last);
    }
    return change(attached, before);
  };
  const isNew = newlyLoaded(lib);
  const follow = (): Step => {
    const now = performance.now();
    if (now < lookAt) return undefined;
    lookAt = now + lookMs;
    const { programId } = current.counting;
    const hasGone = programId !== null && !isLoaded(lib, programId);
    if (!isNew() && !hasGone && now < askAt) return undefined;
    askAt = now + askMs;
    const attached = onInterface(lib, environment);
    if (!attached.ok) return Promise.resolve(attached);
    const same = (attached.value?.programId ?? null) === current.counting.programId;
    return same ? undefined : goOver(attached.value);
  };
  const askDriver = async (): Promise<Outcome<void>> => {
    driverDueAt = performance.now() + driverIntervalMs;
    const driver = await readDriver(environment, current.counting);
    if (!driver.ok) return driver;
    take(driver.value);
    return succeed(undefined);
  };
  const sample = (): Step => {
    const before = performance.now();
    if (current.counting.source === 'ethtool') return before < driverDueAt ? undefined : askDriver();
    const counts = current.read?.();
    readingMs += performance.now() - before;
    take(counts ?? { packets: [], bytes: null });
    return undefined;
  };

  const first = onInterface(lib, environment);
  const begun = first.ok ? await change(first.value) : first;
  const ended = begun.ok
    ? await keepStepping({
        steps: [
          { intervalMs, step: () => follow() ?? sample() },
          ...(intervalMs > lookMs ? [{ intervalMs: lookMs, step: follow }] : []),
        ],
        isEnough: () => samples >= count,
        signal,
      })
    : begun;
  current.close();
  batch.flush();
  if (!ended.ok) return ended;
  const { user, system } = process.cpuUsage(cpuBefore);
  return succeed({
    samples,
    reloads,
    sampleMs: samples === 0 ? 0 : readingMs / samples,
    cpuMs: (user + system) / 1000,
    wallMs: performance.now() - startedAt,
  });
};

/** Samples what the attached program counts, without a process, until the caller has enough; follows it over reloads. */
export const watchCounters =
  (lab: Lab): Handlers<HelperContract>['counters.watch'] =>
  (input, { signal }) => {
    const seen = lab.seenEnvironment(input.environment);
    if (!seen.ok) return Promise.resolve(seen);
    const lib = libbpf();
    if (!lib.ok) return Promise.resolve(lib);
    const batch = createSampleBatch(input, (samples) => {
      lab.emit('counters.samples', samples);
    });
    return watch(lib.value, input, batch, signal);
  };
