import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import type { FrameRun } from '../contract/contract.ts';
import { errnoText } from '../libbpf/errno.ts';
import type { Libbpf } from '../libbpf/library.ts';
import { openObject, type BpfObject } from '../libbpf/object.ts';
import { runFrame } from '../libbpf/test-run.ts';

/** A program that is verified within this is loaded without a change of threads, which would take longer. */
const fastLoadMs = 5;

const testRunFailed = (position: number, lengthBytes: number, errno: number): ReturnType<typeof fail> =>
  fail(
    labFailure('tool-failed', {
      thing: `BPF_PROG_TEST_RUN (frame ${position + 1}, ${lengthBytes} bytes)`,
      detail: errnoText(errno),
    }),
  );

interface Loaded {
  readonly bytes: Uint8Array;
  readonly object: BpfObject;
  readonly program: string;
  /** How long verifying it took. */
  readonly loadMs: number;
}

/**
 * Runs each frame once through a program that is loaded. Where the object has maps every further frame gets a load of
 * its own, so that no packet sees what an earlier one left; the loads are closed again.
 */
export const runFrames = async (
  lib: Libbpf,
  { bytes, object, program, loadMs }: Loaded,
  frames: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<Outcome<FrameRun[]>> => {
  const runs: FrameRun[] = [];
  const take = (loaded: BpfObject, frame: Uint8Array): number => {
    const run = runFrame(lib, loaded.programFd(program), frame);
    if ('errno' in run) return run.errno;
    runs.push({ action: run.action, frame: Buffer.from(run.frame).toString('base64') });
    return 0;
  };
  const takeOnFreshLoad = async (frame: Uint8Array): Promise<number> => {
    const fresh = openObject(lib, bytes);
    if ('errno' in fresh) return fresh.errno;
    try {
      const { errno } =
        loadMs < fastLoadMs
          ? fresh.loadAtOnce(program)
          : await fresh.load(program, { trace: false, logBytes: 4096 });
      return errno === 0 ? take(fresh, frame) : errno;
    } finally {
      fresh.close();
    }
  };

  for (const [position, frame] of frames.entries()) {
    if (signal.aborted) return fail(labFailure('cancelled', { thing: program }));
    const errno = object.keepsState && position > 0 ? await takeOnFreshLoad(frame) : take(object, frame);
    if (errno !== 0) return testRunFailed(position, frame.length, errno);
  }
  return succeed(runs);
};
