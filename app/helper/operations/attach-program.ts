import {
  fail,
  labFailure,
  succeed,
  type AttachedProgram,
  type Loader,
  type Outcome,
  type RanCommand,
  type XdpMode,
} from '../../contract/index.ts';
import type { Lab } from '../lab.ts';
import { errnoText } from '../libbpf/errno.ts';
import { libbpf } from '../libbpf/library.ts';
import { openObject } from '../libbpf/object.ts';
import type { ToolRun } from '../tool.ts';
import { requireProgram } from './choose-program.ts';
import { dryRun } from './dry-run.ts';
import { freshMapPins, removeMapPins } from './map-pins.ts';
import { readObject } from './object-file.ts';
import { withObjectOnDisk } from './object-on-disk.ts';
import { putOn } from './put-on.ts';
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

/** Why a loader failed: the interface is gone, the verifier says no, or the kernel will not attach it there. */
const refusal = async (
  lab: Lab,
  { target, object, program, loader }: AttachRequest,
  { exitCode, stdout, stderr }: ToolRun,
): Promise<Outcome<never>> => {
  const there = await readAttached(target);
  if (!there.ok) return there;
  const dry = await dryRun(lab)({ object, program, frames: [] }, { signal: new AbortController().signal });
  if (!dry.ok) return dry;
  if (!dry.value.load.accepted) {
    return fail(labFailure('verifier-rejected', { thing: program, detail: dry.value.load.log }));
  }
  const words = (stderr + stdout).trim();
  return fail(
    labFailure('attach-refused', {
      thing: `${program} → ${target.interface}`,
      detail: loaderErrno(loader, exitCode) + words,
    }),
  );
};

/** Attaches one program of an object in place of whatever is there, and makes sure that it is there afterwards. */
export const attachProgram = async (
  lab: Lab,
  request: AttachRequest,
): Promise<Outcome<{ attached: AttachedProgram; commands: RanCommand[] }>> => {
  const { target, program, mode, loader } = request;
  const object = inspect(request);
  if (!object.ok) return object;
  const before = await attachedMode(target);
  if (!before.ok) return before;
  const commands: RanCommand[] = [];
  if (before.value) {
    const off = await takeOff(target, before.value, loader);
    if (!off.ok) return off;
    commands.push(...off.value);
  }
  await removeMapPins(lab, target.interface);
  const pinPath = object.value.pinsByName ? await freshMapPins(lab, target.interface) : undefined;
  if (pinPath && !pinPath.ok) return pinPath;

  const loaded = await withObjectOnDisk(lab, program, object.value.bytes, (path) =>
    putOn(lab, {
      ...{ target, path, program, mode, loader },
      ...(pinPath && { pinPath: pinPath.value }),
    }),
  );
  if (!loaded.ok) return loaded;
  commands.push(loaded.value.command);
  if (loaded.value.exitCode !== 0) return refusal(lab, request, loaded.value);

  const after = await readAttached(target);
  if (!after.ok) return after;
  const { attached } = after.value;
  return attached
    ? succeed({ attached, commands })
    : fail(
        labFailure('attach-refused', {
          thing: `${program} → ${target.interface}`,
          detail: loaded.value.stderr,
        }),
      );
};
