import type { KoffiFunc } from 'koffi';
import type { Libbpf, Pointer } from './library.ts';

/** `BPF_PROG_TYPE_UNSPEC` and `BPF_PROG_TYPE_XDP` of linux/bpf.h. */
const unspecified = 0;
const xdp = 6;

/** `BPF_XDP_DEVMAP` and `BPF_XDP_CPUMAP`: programs that run behind a redirect, never on an interface. */
const behindRedirect: readonly number[] = [33, 35];

/** `BPF_LOG_STATS` of the verifier: the reason and the totals without the trace, which can reach 46 MB. */
const reasonOnly = 4;
const trace = 1;

/** A program of an object file. */
export interface ObjectProgram {
  readonly name: string;
  /** As libbpf calls it (`xdp`, `tracepoint`); `unspec` where the section's name does not tell. */
  readonly type: string;
}

/** A map of an object file; `type` is a number of `enum bpf_map_type` (linux/bpf.h). */
export interface ObjectMap {
  readonly name: string;
  readonly type: number;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly maxEntries: number;
}

/** What the verifier is to write: its trace, or the reason and the totals alone. */
interface LogDetail {
  readonly trace: boolean;
  readonly logBytes: number;
}

/** How a load ended. `errno` is 0 where it was accepted; `log` is what the verifier wrote, at most `logBytes` of it. */
export interface LoadResult {
  readonly errno: number;
  readonly log: string;
}

/** An open object file. It must be closed; closing takes its programs and maps out of the kernel. */
export interface BpfObject {
  readonly programs: readonly ObjectProgram[];
  readonly pinsByName: boolean;
  /** True where a run can leave something for the next one: any map the program could write. */
  readonly keepsState: boolean;
  /** Loads one program in a thread of its own, since verifying may take seconds. Once per object. */
  readonly load: (program: string, detail: LogDetail) => Promise<LoadResult>;
  /** Pins the maps that ask for it in a folder on bpffs, which must be there; once loaded. Answers the positive errno or 0. */
  readonly pinMaps: (folder: string) => number;
  /** Loads one that is known to be verified fast, in this thread. */
  readonly loadAtOnce: (program: string) => LoadResult;
  /** The maps, with the sizes the kernel gave them once loaded. */
  readonly maps: () => ObjectMap[];
  /** A loaded map's file descriptor, which stays libbpf's own; undefined where the object has none of that name. */
  readonly mapFd: (map: string) => number | undefined;
  /** The loaded program's file descriptor; it stays libbpf's own. */
  readonly programFd: (program: string) => number;
  /** False for programs of a map entry: BPF_PROG_TEST_RUN refuses them with EINVAL, as an interface does. */
  readonly runsFrames: (program: string) => boolean;
  readonly close: () => void;
}

const list = (next: (after: Pointer | null) => Pointer | null): Pointer[] => {
  const found: Pointer[] = [];
  for (let one = next(null); one; one = next(one)) found.push(one);
  return found;
};

const callAsync = (call: KoffiFunc<(object: Pointer) => number>, object: Pointer): Promise<number> =>
  new Promise((resolve, reject) => {
    call.async(object, (error: unknown, result) => {
      if (error) reject(error instanceof Error ? error : new Error('libbpf call failed'));
      else resolve(result);
    });
  });

/** Enough for the totals of a program that is accepted. */
const shortLogBytes = 4096;

const readOnlyMap = /\.(rodata|kconfig)(\.|$)/;

const logText = (log: Buffer): string => {
  const end = log.indexOf(0);
  return log.toString('utf8', 0, end < 0 ? log.length : end);
};

/** Opens an object file from memory (bpf_object__open_mem); on failure answers the positive errno. */
export const openObject = (lib: Libbpf, bytes: Uint8Array): BpfObject | { readonly errno: number } => {
  const object = lib.openMem(bytes, bytes.length, null);
  if (!object) return { errno: lib.errno() };

  const programs = list((after) => lib.nextProgram(object, after));
  const maps = list((after) => lib.nextMap(object, after));
  const pinning = new Set(maps.filter((map) => lib.mapPinPath(map) !== null));
  const programOf = (name: string): Pointer => {
    const found = programs.find((program) => lib.programName(program) === name);
    if (!found) throw new Error(`no program ${name}`);
    return found;
  };

  /** One program alone, as xdp-loader and iproute2 load it, and its maps unpinned. */
  const prepare = (name: string, detail: LogDetail): Buffer => {
    const graded = programOf(name);
    for (const program of programs) lib.setAutoload(program, program === graded);
    if (lib.programType(graded) === unspecified) lib.setType(graded, xdp);
    for (const map of maps) lib.setMapPinPath(map, null);
    // A buffer of ours keeps libbpf from asking again and again with ever larger ones.
    const log = Buffer.alloc(detail.logBytes);
    lib.setLogBuffer(graded, log, log.length);
    lib.setLogLevel(graded, detail.trace ? trace : reasonOnly);
    return log;
  };

  return {
    programs: programs.map((program) => ({
      name: lib.programName(program),
      type: lib.typeName(lib.programType(program)) ?? 'unspec',
    })),
    pinsByName: pinning.size > 0,
    keepsState: maps.some((map) => !readOnlyMap.test(lib.mapName(map))),

    load: async (name, detail) => {
      const log = prepare(name, detail);
      const result = await callAsync(lib.load, object);
      return { errno: -result, log: logText(log) };
    },
    pinMaps: (folder) => {
      for (const map of pinning) {
        const result = lib.pinMap(map, `${folder}/${lib.mapName(map)}`);
        if (result < 0) return -result;
      }
      return 0;
    },
    loadAtOnce: (name) => {
      const log = prepare(name, { trace: false, logBytes: shortLogBytes });
      const result = lib.load(object);
      // Read, if only to keep it: the kernel writes into the buffer, which must not be collected before.
      return { errno: -result, log: logText(log) };
    },

    maps: () =>
      maps.map((map) => ({
        name: lib.mapName(map),
        type: lib.mapType(map),
        keyBytes: lib.mapKeySize(map),
        valueBytes: lib.mapValueSize(map),
        maxEntries: lib.mapMaxEntries(map),
      })),
    mapFd: (name) => {
      const map = maps.find((one) => lib.mapName(one) === name);
      return map === undefined ? undefined : lib.mapFd(map);
    },
    programFd: (name) => lib.programFd(programOf(name)),
    runsFrames: (name) => !behindRedirect.includes(lib.programAttachType(programOf(name))),
    close: () => {
      lib.close(object);
    },
  };
};
