import { mkdir, writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exceptionEvents, fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import { removeInstance } from '../trace-instance.ts';

/** A trace instance: buffers and switches of its own, so that nothing of the machine's tracing is touched. */
export interface TraceInstance {
  readonly path: string;
  /** The names of `per_cpu`: `cpu0` and on. */
  readonly cpus: readonly string[];
  /** Events that found no room, or were written over before anybody read them, since it was made. */
  readonly lost: () => number;
  /** Events that wait to be read. */
  readonly waiting: () => number;
  /** No more events are written; what waits can still be read. */
  readonly disable: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Buffers are halved down to this where the machine has not the memory. */
const leastKb = 512;

const tracingFailed = (thing: string, error: unknown) =>
  fail(
    labFailure('tool-failed', {
      thing,
      detail: String(error),
      fix: {
        en: 'The doctor (xdp-lab doctor) says whether this kernel lets anybody trace.',
        ja: 'このカーネルでトレースが使えるかどうかは、診断(xdp-lab doctor)で分かります。',
      },
    }),
  );

const setBuffer = async (path: string, kb: number): Promise<void> => {
  for (let size = kb; ; size = Math.floor(size / 2)) {
    try {
      await writeFile(join(path, 'buffer_size_kb'), String(size));
      return;
    } catch (error) {
      if (size / 2 < leastKb) throw error;
    }
  }
};

/** The counts of a CPU's buffer (Documentation/trace/ftrace.rst, “per_cpu/cpu0/stats”). */
const statsOf = (path: string, cpu: string): Record<string, number> =>
  Object.fromEntries(
    readFileSync(join(path, 'per_cpu', cpu, 'stats'), 'utf8')
      .split('\n')
      .map((line) => line.split(': '))
      .map(([name = '', value]) => [name, Number(value)]),
  );

const lossNames = ['overrun', 'commit overrun', 'dropped events'] as const;

/**
 * Makes an instance with buffers of `bufferKb` a CPU, `mostKb` in all, and switches XDP's exceptions on in it. Times are CLOCK_MONOTONIC. The
 * caller has noted that the lab makes instances.
 */
export const makeInstance = async (
  path: string,
  bufferKb: number,
  mostKb: number,
): Promise<Outcome<TraceInstance>> => {
  try {
    await mkdir(path);
  } catch (error) {
    return tracingFailed(`mkdir ${path}`, error);
  }
  const enabled: string[] = [];
  const enable = async (event: string, on: '0' | '1') => {
    await writeFile(join(path, 'events', 'xdp', event, 'enable'), on);
  };
  try {
    const cpuCount = readdirSync(join(path, 'per_cpu')).length;
    await setBuffer(path, Math.max(leastKb, Math.min(bufferKb, Math.floor(mostKb / cpuCount))));
    await writeFile(join(path, 'trace_clock'), 'mono');
    const known = readdirSync(join(path, 'events', 'xdp'));
    for (const event of exceptionEvents) {
      // Linux 5.6 and later have no xdp_redirect_map_err.
      if (!known.includes(event)) continue;
      await enable(event, '1');
      enabled.push(event);
    }
  } catch (error) {
    await removeInstance(path);
    return tracingFailed(path, error);
  }
  const cpus = readdirSync(join(path, 'per_cpu')).toSorted();
  return succeed({
    path,
    cpus,
    lost: () => {
      let lost = 0;
      for (const cpu of cpus) {
        const stats = statsOf(path, cpu);
        for (const name of lossNames) lost += stats[name] ?? 0;
      }
      return lost;
    },
    waiting: () => cpus.reduce((sum, cpu) => sum + (statsOf(path, cpu).entries ?? 0), 0),
    disable: async () => {
      for (const event of enabled) await enable(event, '0');
    },
    remove: () => removeInstance(path),
  });
};
