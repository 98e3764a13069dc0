import {
  fail,
  labFailure,
  succeed,
  type AttachedProgram,
  type Loader,
  type Outcome,
  type RanCommand,
  type TapState,
  type XdpMode,
} from '../../contract/index.ts';
import type { Lab } from '../lab.ts';
import { errnoText } from '../libbpf/errno.ts';
import { interfaceIndex } from '../libc.ts';
import { libbpf, type Libbpf } from '../libbpf/library.ts';
import { openObject } from '../libbpf/object.ts';
import type { ToolRun } from '../tool.ts';
import { requireProgram } from './choose-program.ts';
import { dryRun } from './dry-run.ts';
import { freshMapPins, removeMapPins } from './map-pins.ts';
import { readObject } from './object-file.ts';
import { withObjectOnDisk } from './object-on-disk.ts';
import { putLoaded } from './put-loaded.ts';
import { putOn } from './put-on.ts';
import { putTapped } from './put-tapped.ts';
import { attachedMode, readAttached, type XdpTarget } from './read-attached.ts';
import { takeOff } from './take-off.ts';

/** Which program of which object is to go where, and how. */
export interface AttachRequest {
  readonly target: XdpTarget;
  /** Base64. */
  readonly object: string;
  readonly program: string;
  readonly mode: XdpMode;
  readonly loader: Loader;
  /** Base64: the same program with the tap around it. Only for the helper's own namespace. */
  readonly tapped?: string | undefined;
}

/** Looks into an object: whether it is one, holds the program, and has maps that pin themselves. */
const inspect = ({ object, program }: AttachRequest) => {
  const bytes = readObject(object);
  if (!bytes.ok) return bytes;
  const lib = libbpf();
  if (!lib.ok) return lib;
  const opened = openObject(lib.value, bytes.value);
  // What libbpf cannot open the loader cannot either, and says why.
  if ('errno' in opened) return succeed({ bytes: bytes.value, pinsByName: false });
  try {
    const named = requireProgram(opened, program);
    return named.ok ? succeed({ bytes: bytes.value, pinsByName: opened.pinsByName }) : named;
  } finally {
    opened.close();
  }
};

/** xdp-loader's exit code is its errno, cut to a byte of the negative number; iproute2's is its own. */
const loaderErrno = (loader: Loader, exitCode: number | null): string =>
  loader === 'xdp-loader' && exitCode !== null && exitCode > 128 ? `${errnoText(256 - exitCode)}\n` : '';

/** What the verifier has against a program; undefined where it takes it. */
const rejection = async (
  lab: Lab,
  { object, program }: AttachRequest,
): Promise<Outcome<never> | undefined> => {
  const dry = await dryRun(lab)({ object, program, frames: [] }, { signal: new AbortController().signal });
  if (!dry.ok) return dry;
  const { load } = dry.value;
  return load.accepted
    ? undefined
    : fail(labFailure('verifier-rejected', { thing: program, detail: load.log }));
};

const attachRefused = ({ target, program }: AttachRequest, detail: string): Outcome<never> =>
  fail(labFailure('attach-refused', { thing: `${program} → ${target.interface}`, detail }));

/** Why a loader failed: the interface is gone, the verifier says no, or the kernel will not attach it there. */
const refusal = async (
  lab: Lab,
  request: AttachRequest,
  { exitCode, stdout, stderr }: ToolRun,
): Promise<Outcome<never>> => {
  const there = await readAttached(request.target);
  if (!there.ok) return there;
  const rejected = await rejection(lab, request);
  const words = (stderr + stdout).trim();
  return rejected ?? attachRefused(request, loaderErrno(request.loader, exitCode) + words);
};

/** What came of an attachment. `tap` is null where none was asked for. */
export interface Attachment {
  readonly attached: AttachedProgram;
  readonly tap: TapState | null;
  readonly commands: RanCommand[];
}

/** Whether the loader asked for puts a program on this target itself; else it is loaded here, and replaces what is there. */
const loaderDoes = ({ target, loader }: AttachRequest, before: XdpMode | null): boolean =>
  before === null || loader === 'iproute2' || target.namespace !== undefined;

/** With a loader's command, as a person would. iproute2 replaces within a mode by itself. */
const withLoader = async (
  lab: Lab,
  request: AttachRequest,
  { bytes, pinsByName }: { bytes: Uint8Array; pinsByName: boolean },
  before: XdpMode | null,
): Promise<Outcome<RanCommand[]>> => {
  const { target, program, mode, loader } = request;
  const commands: RanCommand[] = [];
  if (before !== null && before !== mode) {
    // Nothing is taken off for a program that the verifier would not take in its place.
    const rejected = await rejection(lab, request);
    if (rejected) return rejected;
    const off = await takeOff(target, before, loader);
    if (!off.ok) return off;
    commands.push(...off.value);
  }
  await removeMapPins(lab, target.interface);
  const pinPath = pinsByName ? await freshMapPins(lab, target.interface) : undefined;
  if (pinPath && !pinPath.ok) return pinPath;
  const loaded = await withObjectOnDisk(lab, program, bytes, (path) =>
    putOn(lab, {
      ...{ target, path, program, mode, loader },
      ...(pinPath && { pinPath: pinPath.value }),
    }),
  );
  if (!loaded.ok) return loaded;
  if (loaded.value.exitCode !== 0) return refusal(lab, request, loaded.value);
  return succeed([...commands, loaded.value.command]);
};

/** In this process, and by bpftool: xdp-loader would first have to take off what is there. */
const inPlace = async (
  lab: Lab,
  lib: Libbpf,
  request: AttachRequest,
  { bytes, index }: { bytes: Uint8Array; index: number },
): Promise<Outcome<RanCommand[]>> => {
  const { target, program, mode } = request;
  const wanted = { interface: target.interface, index, bytes, program, mode, by: 'bpftool' } as const;
  const put = await putLoaded(lab, lib, wanted);
  if (!put.ok) return put;
  if (put.value.done) return succeed(put.value.commands);
  const rejected = await rejection(lab, request);
  return rejected ?? attachRefused(request, put.value.detail);
};

/**
 * Attaches one program of an object in place of whatever is there, and makes sure that it is there afterwards. What was
 * there stays where the new one is rejected.
 */
export const attachProgram = async (lab: Lab, request: AttachRequest): Promise<Outcome<Attachment>> => {
  const { target, program, mode, tapped } = request;
  const object = inspect(request);
  if (!object.ok) return object;
  const lib = libbpf();
  if (!lib.ok) return lib;
  const before = await attachedMode(target);
  if (!before.ok) return before;
  const index = target.namespace === undefined ? interfaceIndex(target.interface) : undefined;

  let tap: TapState | null = null;
  if (tapped !== undefined && index !== undefined) {
    const wanted = { interface: target.interface, index, object: tapped, program, mode };
    const put = await putTapped(lab, lib.value, wanted);
    if (!put.ok) return put;
    tap = put.value;
  }
  const done: Outcome<RanCommand[]> = tap?.attached
    ? succeed([])
    : index === undefined || loaderDoes(request, before.value)
      ? await withLoader(lab, request, object.value, before.value)
      : await inPlace(lab, lib.value, request, { bytes: object.value.bytes, index });
  if (!done.ok) return done;

  const after = await readAttached(target);
  if (!after.ok) return after;
  const { attached } = after.value;
  if (attached)
    lab.programs.note(attached.id, { name: program, environment: target.namespace ?? target.interface });
  return attached ? succeed({ attached, tap, commands: done.value }) : attachRefused(request, '');
};
