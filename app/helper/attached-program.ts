import * as v from 'valibot';
import type { AttachedProgram } from '../contract/index.ts';

const Program = v.object({
  id: v.number(),
  name: v.optional(v.string(), ''),
  tag: v.optional(v.string(), ''),
});

/** The `xdp` member that `ip -j -d link show` prints for an interface (iproute2, ip/iplink_xdp.c). */
export const XdpOfLink = v.object({
  attached: v.optional(v.array(v.object({ mode: v.number(), prog: v.optional(Program) })), []),
});
export type XdpOfLink = v.InferOutput<typeof XdpOfLink>;

/** XDP_ATTACHED_DRV and XDP_ATTACHED_SKB (linux/if_link.h). */
const modes: Readonly<Record<number, AttachedProgram['mode']>> = { 1: 'native', 2: 'skb' };

/** The program on an interface, the native one where there are two; null where there is none. The name has 15 bytes at most. */
export const attachedProgram = (device: string, xdp: XdpOfLink | undefined): AttachedProgram | null => {
  const programs = (xdp?.attached ?? []).flatMap(({ mode, prog }) => {
    const known = modes[mode];
    return known && prog ? [{ interface: device, mode: known, ...prog }] : [];
  });
  return programs.find(({ mode }) => mode === 'native') ?? programs[0] ?? null;
};
