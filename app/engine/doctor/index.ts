import type { DoctorReport, Outcome } from '../../contract/index.ts';
import type { Probe } from '../../helper/contract/index.ts';
import { findRoot } from '../root.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';

interface Options {
  /** Asks the helper what the kernel can do; the doctor's only step that needs root. */
  readonly probe: () => Promise<Outcome<{ probes: Probe[] }>>;
  /** Whether the learner has allowed the lab to act as root; without that nothing is tried as root. */
  readonly allowed: boolean;
  /** The lab's own folder. */
  readonly root?: string;
}

/** Looks at tools, headers, privileges and kernel, and says what is there, what is limited, what is missing, and the cure. */
export const runDoctor = async ({ probe, allowed, root = findRoot() }: Options): Promise<DoctorReport> => {
  const [seen, probed] = await Promise.all([observe(root, allowed), probe()]);
  return judge({ ...seen, probes: probed.ok ? { ok: true, value: probed.value.probes } : probed });
};
