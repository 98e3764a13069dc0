import { fail, labFailure, succeed, type Handlers, type Outcome } from '../../contract/index.ts';
import type { DryLoad, FrameRun, HelperContract } from '../contract/contract.ts';
import type { Lab } from '../lab.ts';
import { libbpf } from '../libbpf/library.ts';
import { openObject, type BpfObject } from '../libbpf/object.ts';
import { bpftoolLoad, type BpftoolLoad } from './bpftool-load.ts';
import { needsTypeXdp, requireProgram } from './choose-program.ts';
import { notAnObject, readObject } from './object-file.ts';
import { withObjectOnDisk } from './object-on-disk.ts';
import { withOwnSysFsBpf } from './pins-folder.ts';
import { rejectionLog, traceIsLong } from './rejection-log.ts';
import { runFrames } from './run-frames.ts';

/** ETH_HLEN: what BPF_PROG_TEST_RUN asks for at least. */
const shortestFrameBytes = 14;

/** The verifier's reason and totals; a hundred lines of them would be many. */
const reasonBytes = 64 * 1024;

/** `LIBBPF_ERRNO__FORMAT` of bpf/libbpf_legacy.h: an ELF file libbpf can make nothing of. */
const unreadableObject = 4001;

const readFrames = (frames: readonly string[]): Outcome<Uint8Array[]> => {
  const read = frames.map((frame) => Buffer.from(frame, 'base64'));
  const short = read.findIndex((frame) => frame.length < shortestFrameBytes);
  if (short < 0) return succeed(read);
  return fail(
    labFailure('bad-input', {
      thing: `Frame ${short + 1} (${read[short]?.length ?? 0} bytes)`,
      detail: `BPF_PROG_TEST_RUN takes frames of ${shortestFrameBytes} bytes and more.`,
    }),
  );
};

/** What a tool that stops at the first fault would need to know of an object; an unreadable one is told nothing. */
const loadWithBpftool = (
  lab: Lab,
  program: string,
  bytes: Uint8Array,
  object: BpfObject | undefined,
  signal: AbortSignal,
): Promise<Outcome<BpftoolLoad>> =>
  withObjectOnDisk(lab, program, bytes, (path) => {
    const typeXdp = object !== undefined && needsTypeXdp(object);
    const load = (enter: readonly string[]) => bpftoolLoad(lab, { path, typeXdp, enter }, signal);
    // bpftool brings a libbpf of its own, which may read, and pin, what ours cannot.
    return object && !object.pinsByName ? load([]) : withOwnSysFsBpf(lab, load);
  });

/** Sections of older names are XDP ones. */
const programsOf = (object: BpfObject): { name: string; type: string }[] =>
  object.programs.map(({ name, type }) => ({ name, type: type === 'unspec' ? 'xdp' : type }));

/**
 * Verifies a program as xdp-loader would load it, alone, and runs frames through it; bpftool loads the whole object
 * beside it, for its clean log and for a command line that can be repeated.
 */
export const dryRun =
  (lab: Lab): Handlers<HelperContract>['program.dryRun'] =>
  async ({ object: encoded, program, frames: encodedFrames }, { signal }) => {
    const bytes = readObject(encoded);
    if (!bytes.ok) return bytes;
    const frames = readFrames(encodedFrames);
    if (!frames.ok) return frames;
    const lib = libbpf();
    if (!lib.ok) return lib;

    const startedAt = performance.now();
    const elapsedMs = () => performance.now() - startedAt;
    const object = openObject(lib.value, bytes.value);
    if ('errno' in object) {
      const tool = await loadWithBpftool(lab, program, bytes.value, undefined, signal);
      if (!tool.ok) return tool;
      const { log, command } = tool.value;
      if (object.errno === unreadableObject) {
        return notAnObject(log);
      }
      const load: DryLoad = { accepted: false, errno: object.errno, log, ms: elapsedMs() };
      return succeed({ load, runs: [], runMs: 0, commands: [command] });
    }

    try {
      const named = requireProgram(object, program);
      if (!named.ok) return named;

      const enough = new AbortController();
      const until = AbortSignal.any([signal, enough.signal]);
      const bpftool = loadWithBpftool(lab, program, bytes.value, object, until);
      // It may throw while the other load is awaited; it is heard when its turn comes, and must not end the helper before.
      bpftool.catch(() => undefined);
      const { errno, log: reason } = await object.load(program, { trace: false, logBytes: reasonBytes });
      const loadMs = elapsedMs();
      const rejection = { bytes: bytes.value, program, errno, reason };
      if (errno !== 0 && traceIsLong(rejection)) enough.abort();
      const runs: Outcome<FrameRun[]> =
        errno === 0 && object.runsFrames(program)
          ? await runFrames(lib.value, { bytes: bytes.value, object, program, loadMs }, frames.value, signal)
          : succeed([]);
      const runMs = errno === 0 ? elapsedMs() - loadMs : 0;

      const tool = await bpftool;
      if (!tool.ok) return tool;
      if (!runs.ok) return runs;
      if (signal.aborted) return fail(labFailure('cancelled', { thing: program }));
      const load: DryLoad =
        errno === 0
          ? { accepted: true, programs: programsOf(object), maps: object.maps(), ms: loadMs }
          : {
              accepted: false,
              errno,
              log: await rejectionLog(lib.value, rejection, tool.value),
              ms: elapsedMs(),
            };
      return succeed({ load, runs: runs.value, runMs, commands: [tool.value.command] });
    } finally {
      object.close();
    }
  };
