import * as v from 'valibot';
import { EnvironmentName } from './environment.ts';
import { LabFailure } from './failure.ts';
import { AttachedProgram } from './program.ts';

/**
 * Whether the lab may act as root. `unasked`: the learner has not said yet; `asking`: a password dialog may be open;
 * `granted`: the learner has allowed it; `refused`: the learner, or the system's own dialog, said no.
 */
export const Privilege = v.picklist(['unasked', 'asking', 'granted', 'refused']);
export type Privilege = v.InferOutput<typeof Privilege>;

/** The ways to root, as `app/helper/elevate` names them. */
export const WayToRoot = v.picklist(['root', 'sudo', 'pkexec', 'sudo-prompt']);
export type WayToRoot = v.InferOutput<typeof WayToRoot>;

/** What the lab is and holds now: sent on subscribing, and whenever any of it changes. */
export const LabState = v.object({
  /** The release of the kernel that programs are loaded into, as `uname -r` says it. */
  kernel: v.string(),
  /** `host`: programs run in this machine's kernel. `none`: nothing runs as root; read, edit and compile only. */
  sandbox: v.picklist(['host', 'none']),
  privilege: Privilege,
  /** How root was got; null before. */
  way: v.nullable(WayToRoot),
  /** Why root was not got, or the helper ended by itself; null otherwise. */
  failure: v.nullable(LabFailure),
  /** `gone`: it ended by itself; the next call that needs it starts another. */
  helper: v.picklist(['off', 'starting', 'running', 'gone']),
  /** The environments that this lab has made or used and that stand, each with what is attached to it. */
  environments: v.array(v.object({ name: EnvironmentName, program: v.nullable(AttachedProgram) })),
});
export type LabState = v.InferOutput<typeof LabState>;
