import { closeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import {
  fail,
  labFailure,
  succeed,
  type Outcome,
  type RanCommand,
  type XdpMode,
} from '../../contract/index.ts';
import type { Lab } from '../lab.ts';
import { attachedXdp, attachXdp, detachXdp } from '../libbpf/attached.ts';
import { errnoText } from '../libbpf/errno.ts';
import type { Libbpf } from '../libbpf/library.ts';
import { openObject, type BpfObject } from '../libbpf/object.ts';
import { runTool } from '../tool.ts';
import { freshMapPins, removeMapPins } from './map-pins.ts';

/** What bpftool calls a mode (bpftool-net(8)). */
const bpftoolMode = { native: 'xdpdrv', skb: 'xdpgeneric' } as const;

/** The verifier's reason and totals. */
const reasonBytes = 64 * 1024;

/** A program to load in this process and to attach to an interface of its own namespace. */
export interface PutLoadedRequest {
  readonly interface: string;
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly program: string;
  readonly mode: XdpMode;
  /** Called between loading and attaching, with the program's id unknown yet to anybody else. */
  readonly prepare?: (object: BpfObject) => void;
  /** `bpftool`: attached by a command that a learner can repeat. `netlink`: by one message of ours. */
  readonly by: 'bpftool' | 'netlink';
}

/** Attached, with the commands that took; or what the verifier or the kernel said, and nothing has changed on the interface. */
export type PutLoaded =
  | { readonly done: true; readonly commands: RanCommand[] }
  | { readonly done: false; readonly at: 'load' | 'attach'; readonly detail: string };

const bpfInfoId = 4;

/** The id of a loaded program: the second field of `struct bpf_prog_info` (linux/bpf.h). */
const idOf = (lib: Libbpf, fd: number): number => {
  const info = Buffer.alloc(8);
  if (lib.objectInfo(fd, info, [info.length]) < 0) throw new Error('a program just loaded has no info');
  return info.readUInt32LE(bpfInfoId);
};

const replaceByNetlink = (lib: Libbpf, { index, mode }: PutLoadedRequest, fd: number): number => {
  const old = attachedXdp(lib, index);
  const opened = old ? lib.programFdById(old.programId) : -1;
  // One that has gone since it was asked for leaves room.
  if (!old || opened < 0) return attachXdp(lib, index, { fd, mode });
  try {
    if (old.mode === mode) return attachXdp(lib, index, { fd, mode, oldFd: opened });
    // The kernel runs no interface in both modes at once.
    const off = detachXdp(lib, index, old.mode);
    if (off !== 0) return off;
    const on = attachXdp(lib, index, { fd, mode });
    if (on !== 0) attachXdp(lib, index, { fd: opened, mode: old.mode });
    return on;
  } finally {
    closeSync(opened);
  }
};

const byNetlink = (lib: Libbpf, request: PutLoadedRequest, fd: number): Outcome<PutLoaded> => {
  const errno = replaceByNetlink(lib, request, fd);
  return succeed(
    errno === 0 ? { done: true, commands: [] } : { done: false, at: 'attach', detail: errnoText(errno) },
  );
};

/** `overwrite` replaces within a mode; the kernel runs no program in both, so another mode's goes first. */
const byBpftool = async (
  lib: Libbpf,
  { index, mode, interface: device }: PutLoadedRequest,
  fd: number,
): Promise<Outcome<PutLoaded>> => {
  const old = attachedXdp(lib, index);
  const commands: RanCommand[] = [];
  const run = async (args: readonly string[]): Promise<Outcome<string | null>> => {
    const ran = await runTool('bpftool', ['net', ...args]);
    if (!ran.ok) return ran;
    commands.push(ran.value.command);
    return succeed(ran.value.exitCode === 0 ? null : (ran.value.stderr + ran.value.stdout).trim());
  };
  if (old && old.mode !== mode) {
    const off = await run(['detach', bpftoolMode[old.mode], 'dev', device]);
    if (!off.ok) return off;
    if (off.value !== null) return succeed({ done: false, at: 'attach', detail: off.value });
  }
  const over = old?.mode === mode ? ['overwrite'] : [];
  const on = await run(['attach', bpftoolMode[mode], 'id', `${idOf(lib, fd)}`, 'dev', device, ...over]);
  if (!on.ok) return on;
  return succeed(
    on.value === null ? { done: true, commands } : { done: false, at: 'attach', detail: on.value },
  );
};

const pin = async (lab: Lab, device: string, object: BpfObject): Promise<Outcome<void>> => {
  await removeMapPins(lab, device);
  if (!object.pinsByName) return succeed(undefined);
  const folder = await freshMapPins(lab, device);
  if (!folder.ok) return folder;
  await mkdir(folder.value, { recursive: true });
  const errno = object.pinMaps(folder.value);
  return errno === 0
    ? succeed(undefined)
    : fail(labFailure('tool-failed', { thing: folder.value, detail: errnoText(errno) }));
};

/**
 * Loads one program of an object in this process and puts it on an interface in place of whatever runs there, which stays
 * until the new one is verified. In the same mode no packet passes between the two.
 */
export const putLoaded = async (
  lab: Lab,
  lib: Libbpf,
  request: PutLoadedRequest,
): Promise<Outcome<PutLoaded>> => {
  const object = openObject(lib, request.bytes);
  if ('errno' in object) return succeed({ done: false, at: 'load', detail: errnoText(object.errno) });
  try {
    const { errno, log } = await object.load(request.program, { trace: false, logBytes: reasonBytes });
    if (errno !== 0) {
      return succeed({ done: false, at: 'load', detail: `${errnoText(errno)}\n${log}`.trim() });
    }
    request.prepare?.(object);
    const fd = object.programFd(request.program);
    const put = request.by === 'netlink' ? byNetlink(lib, request, fd) : await byBpftool(lib, request, fd);
    if (!put.ok || !put.value.done) return put;
    const pinned = await pin(lab, request.interface, object);
    return pinned.ok ? put : pinned;
  } finally {
    object.close();
  }
};
