import type { Outcome } from '../../contract/index.ts';
import type { Probe } from '../../helper/contract/index.ts';
import type { Distribution } from '../../setup/distribution.mjs';

/** A tool as it was found: where, and the first lines it says of itself (empty where it was not asked). */
export interface ToolSeen {
  readonly path: string;
  readonly said: string;
  /** Whether it ran and ended well when asked for its version. */
  readonly runs: boolean;
}

/** A tiny BPF program put through clang, with the headers every lesson includes. */
export interface TrialBuild {
  readonly compiled: boolean;
  /** clang's output, word for word. */
  readonly output: string;
}

/** How this process could become root, found out without asking anybody. */
export type WayToRoot = 'root' | 'sudo' | 'pkexec' | 'none';

/** Everything the doctor looked at. Turning it into findings is a pure function. */
export interface Observations {
  /** As in `process.versions.node`. */
  readonly nodeVersion: string;
  readonly distribution: Distribution;
  /** By requirement id; absent where the tool was not found. */
  readonly tools: Readonly<Partial<Record<string, ToolSeen>>>;
  readonly trialBuild: TrialBuild;
  readonly wayToRoot: WayToRoot;
  readonly probes: Outcome<readonly Probe[]>;
}
