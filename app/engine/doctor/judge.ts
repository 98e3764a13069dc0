import type { DoctorReport, Finding } from '../../contract/index.ts';
import { judgeHeaders, judgeNode, judgeRoot } from './judge-host.ts';
import { judgeProbes } from './judge-probes.ts';
import { judgeTools } from './judge-tools.ts';
import type { Observations } from './observations.ts';

/** Turns what was seen into findings with evidence and cure, and one verdict: the worst of them. */
export const judge = (seen: Observations): DoctorReport => {
  const findings = [
    judgeNode(seen),
    ...judgeTools(seen),
    judgeHeaders(seen),
    judgeRoot(seen),
    ...judgeProbes(seen),
  ];
  return { verdict: worst(findings), findings };
};

const worst = (findings: readonly Finding[]): DoctorReport['verdict'] => {
  const states = findings.map(({ state }) => state);
  if (states.includes('missing')) return 'missing';
  return states.includes('limited') ? 'limited' : 'ok';
};
