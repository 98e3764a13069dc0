import type { Libbpf } from './library.ts';

/** `XDP_PACKET_HEADROOM` of linux/bpf.h: how far bpf_xdp_adjust_head can move a packet's start outwards. */
const headroomBytes = 256;
/** Room bpf_xdp_adjust_tail may add in a test run's single page (net/bpf/test_run.c). */
const tailroomBytes = 4096;

/** What BPF_PROG_TEST_RUN made of a frame: the raw return value and the bytes the program left. */
export type FrameRunResult = { action: number; frame: Uint8Array } | { errno: number };

/** Runs one frame once through a loaded XDP program; on failure answers the positive errno. */
export const runFrame = (lib: Libbpf, programFd: number, frame: Uint8Array): FrameRunResult => {
  const out = Buffer.alloc(frame.length + headroomBytes + tailroomBytes);
  const options = {
    sz: lib.testRunOptionsBytes,
    data_in: frame,
    data_out: out,
    data_size_in: frame.length,
    data_size_out: out.length,
    ctx_in: null,
    ctx_out: null,
    ctx_size_in: 0,
    ctx_size_out: 0,
    retval: 0,
    repeat: 1,
    duration: 0,
    flags: 0,
    cpu: 0,
    batch_size: 0,
  };
  const result = lib.testRun(programFd, options);
  if (result < 0) return { errno: -result };
  return { action: options.retval, frame: out.subarray(0, options.data_size_out) };
};
