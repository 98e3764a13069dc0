import type { XdpMode } from '../../contract/index.ts';
import type { Libbpf } from './library.ts';

/** `XDP_FLAGS_SKB_MODE` and `XDP_FLAGS_DRV_MODE` of linux/if_link.h. */
const modeFlags: Readonly<Record<XdpMode, number>> = { skb: 1 << 1, native: 1 << 2 };

/** `XDP_FLAGS_UPDATE_IF_NOEXIST` of linux/if_link.h. */
const ifNoneIsThere = 1 << 0;

/** Bytes of `struct bpf_xdp_attach_opts` (bpf/libbpf.h): its own size as a size_t, the old program's descriptor, padding. */
const attachOptionsBytes = 16;

/**
 * Attaches a loaded program to an interface of this namespace in one netlink message. With `oldFd` the kernel puts it in
 * that program's place, and only in its place, so that no packet passes between the two; without, only where none is
 * attached. Answers the positive errno, 0 where it succeeded.
 */
export const attachXdp = (
  lib: Libbpf,
  interfaceIndex: number,
  { fd, mode, oldFd }: { fd: number; mode: XdpMode; oldFd?: number | undefined },
): number => {
  if (oldFd === undefined) return -lib.xdpAttach(interfaceIndex, fd, modeFlags[mode] | ifNoneIsThere, null);
  const options = Buffer.alloc(attachOptionsBytes);
  options.writeBigUInt64LE(BigInt(attachOptionsBytes), 0);
  options.writeInt32LE(oldFd, 8);
  return -lib.xdpAttach(interfaceIndex, fd, modeFlags[mode], options);
};

/** Takes whatever runs in that mode off an interface of this namespace. Answers the positive errno, 0 where it succeeded. */
export const detachXdp = (lib: Libbpf, interfaceIndex: number, mode: XdpMode): number =>
  -lib.xdpAttach(interfaceIndex, -1, modeFlags[mode], null);

/**
 * `struct bpf_xdp_query_opts` (bpf/libbpf.h) up to `attach_mode`: its size as a size_t, the id of whatever is attached, then
 * by mode. Asked for no more, since later fields cost libbpf 1.3 and later another message.
 */
const query = { lengthBytes: 32, native: 12, skb: 20 };

/** The XDP program on an interface of this namespace, asked through netlink without a process; undefined where there is none. */
export const attachedXdp = (
  lib: Libbpf,
  interfaceIndex: number,
): { programId: number; mode: XdpMode } | undefined => {
  const options = Buffer.alloc(query.lengthBytes);
  options.writeBigUInt64LE(BigInt(options.length), 0);
  if (lib.xdpQuery(interfaceIndex, 0, options) !== 0) return undefined;
  for (const mode of ['native', 'skb'] as const) {
    const programId = options.readUInt32LE(query[mode]);
    if (programId > 0) return { programId, mode };
  }
  return undefined;
};

/**
 * Tells in one short system call whether a program was loaded anywhere since it was asked the last time: without one, none can
 * have been attached that was not there already. The kernel counts ids upwards.
 */
export const newlyLoaded = (lib: Libbpf): (() => boolean) => {
  const next: [number] = [0];
  let newest = 0;
  return () => {
    const before = newest;
    while (lib.nextProgramId(newest, next) === 0) [newest] = next;
    return newest !== before;
  };
};

/** Tells as cheaply whether a program is still loaded: one that was taken off goes, unless a pin or a file holds it. */
export const isLoaded = (lib: Libbpf, programId: number): boolean => {
  const next: [number] = [0];
  return lib.nextProgramId(programId - 1, next) === 0 && next[0] === programId;
};
