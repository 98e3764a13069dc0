import * as v from 'valibot';

/** XDP actions by their value in `enum xdp_action` (linux/bpf.h). */
export const xdpActions = ['XDP_ABORTED', 'XDP_DROP', 'XDP_PASS', 'XDP_TX', 'XDP_REDIRECT'] as const;
export const XdpAction = v.picklist(xdpActions);
export type XdpAction = v.InferOutput<typeof XdpAction>;

/** How XDP runs: in the driver (`native`) or in the network core (`skb`, also called generic). */
export const XdpMode = v.picklist(['native', 'skb']);
export type XdpMode = v.InferOutput<typeof XdpMode>;

export const Loader = v.picklist(['xdp-loader', 'iproute2']);
export type Loader = v.InferOutput<typeof Loader>;

/** A C function name, as the kernel keeps it. */
export const ProgramName = v.pipe(v.string(), v.regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/));

/** What sits on an interface. The kernel keeps 15 bytes of a name; BTF gives the whole one where the object has BTF. */
export const AttachedProgram = v.object({
  interface: v.string(),
  mode: XdpMode,
  id: v.number(),
  name: v.string(),
  tag: v.string(),
  /** True where the lab's tap stands around the program: it then counts by action and can record packets. */
  tapped: v.optional(v.boolean()),
});
export type AttachedProgram = v.InferOutput<typeof AttachedProgram>;

/** Packets and bytes by action, summed over possible CPUs. */
export const ActionCount = v.object({
  action: XdpAction,
  packets: v.number(),
  bytes: v.nullable(v.number()),
});
export type ActionCount = v.InferOutput<typeof ActionCount>;
