import { valueOf, type Bench } from './lab.ts';
import { median, rounded } from './median.ts';
import { timed } from './timed.ts';

/** Medians in milliseconds of an environment's beginning and end, plain and with VLANs and IPv4. */
export interface EnvironmentFigures {
  readonly runs: number;
  readonly upMs: number;
  readonly downMs: number;
  readonly upWithVlanMs: number;
  readonly downWithVlanMs: number;
}

const name = 'veth-bench';
const plain = { name, number: 251 };
const withVlan = { ...plain, vlan: true, legacyIp: true };

/** Measures `env up` and `env down` in a warm engine, the two kinds alternating. */
export const benchEnvironment = async (bench: Bench): Promise<EnvironmentFigures> => {
  const ups: [number[], number[]] = [[], []];
  const downs: [number[], number[]] = [[], []];
  const cycle = async (kind: 0 | 1, counts: boolean): Promise<void> => {
    const up = await timed(async () => valueOf(await bench.call('env.up', kind === 0 ? plain : withVlan)));
    const down = await timed(async () => valueOf(await bench.call('env.down', { name })));
    if (!counts) return;
    ups[kind].push(up);
    downs[kind].push(down);
  };
  // The first starts the helper.
  await cycle(0, false);
  for (let run = 1; run <= bench.runs; run += 1) {
    bench.progress(`${run}/${bench.runs}`);
    await cycle(0, true);
    await cycle(1, true);
  }
  return {
    runs: bench.runs,
    upMs: rounded(median(ups[0])),
    downMs: rounded(median(downs[0])),
    upWithVlanMs: rounded(median(ups[1])),
    downWithVlanMs: rounded(median(downs[1])),
  };
};
