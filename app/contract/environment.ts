import * as v from 'valibot';
import { AttachedProgram } from './program.ts';

/** An environment's name: also its outer interface's. Linux allows 15 bytes (IFNAMSIZ − 1). */
export const EnvironmentName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,14}$/));

/** N in `fc00:dead:cafe:N::/64` and `10.11.N.0/24`; below 0x100 so that both address families can hold it. */
export const EnvironmentNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255));

/** What to build. With `vlan`, VLAN ids 1 and 2 exist on both ends and the name may have 13 bytes. */
export const EnvironmentRequest = v.object({
  name: EnvironmentName,
  number: v.optional(EnvironmentNumber, 1),
  vlan: v.optional(v.boolean(), false),
  legacyIp: v.optional(v.boolean(), false),
  /** True: outlives the helper, until `env.down`. False: removed when the lab ends. */
  keep: v.optional(v.boolean(), false),
});
export type EnvironmentRequest = v.InferOutput<typeof EnvironmentRequest>;

/** One end of the veth pair. Addresses are written `address/prefix`. */
export const EnvironmentEnd = v.object({
  interface: v.string(),
  mac: v.string(),
  addresses: v.array(v.string()),
});

/** An environment that exists. `vlan` tells how VLANs are made: by the 8021q module or by the lab's clsact programs. */
export const Environment = v.object({
  name: EnvironmentName,
  number: EnvironmentNumber,
  vlan: v.picklist(['none', '8021q', 'clsact']),
  legacyIp: v.boolean(),
  keep: v.boolean(),
  /** XDP programs attach here; in the root namespace. */
  outer: EnvironmentEnd,
  /** What is sent from here is what XDP sees; in the namespace `name`. */
  inner: EnvironmentEnd,
  /** The program attached to `outer`, if any. */
  program: v.nullable(AttachedProgram),
  /** The process id of the helper that holds it, or null. */
  heldBy: v.nullable(v.number()),
});
export type Environment = v.InferOutput<typeof Environment>;
