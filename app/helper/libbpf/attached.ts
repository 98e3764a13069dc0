import type { XdpMode } from '../../contract/index.ts';
import type { Libbpf } from './library.ts';

/** `XDP_FLAGS_SKB_MODE` and `XDP_FLAGS_DRV_MODE` of linux/if_link.h. */
const modeFlags: Readonly<Record<XdpMode, number>> = { skb: 1 << 1, native: 1 << 2 };

/** The XDP program on an interface of this namespace, asked through netlink without a process; undefined where there is none. */
export const attachedXdp = (
  lib: Libbpf,
  interfaceIndex: number,
): { programId: number; mode: XdpMode } | undefined => {
  for (const mode of ['native', 'skb'] as const) {
    const id: [number] = [0];
    if (lib.xdpProgramId(interfaceIndex, modeFlags[mode], id) === 0 && id[0] > 0) {
      return { programId: id[0], mode };
    }
  }
  return undefined;
};
