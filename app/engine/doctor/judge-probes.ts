import type { Finding } from '../../contract/index.ts';
import type { Probe } from '../../helper/contract/index.ts';
import type { Observations } from './observations.ts';
import { probeMeanings } from './probe-table.ts';

/** One finding per probe of the kernel; none where the helper could not be asked. */
export const judgeProbes = ({ probes }: Observations): Finding[] =>
  probes.ok ? probes.value.map(judgeProbe) : [];

const judgeProbe = ({ id, state, detail }: Probe): Finding => {
  const { title, holds, otherwise, weight, cure } = probeMeanings[id];
  // Its name is a tool's as well, which has a finding of its own.
  const found = { id: `kernel-${id}`, title, evidence: detail };
  return state === 'ok'
    ? { ...found, state: 'ok', message: holds, cure: null }
    : { ...found, state: weight, message: otherwise, cure };
};
