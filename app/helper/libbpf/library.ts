import koffi, { type KoffiFunc, type LibraryHandle } from 'koffi';
import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';

/** An address in libbpf's hands: an object, a program or a map of it. Null where C says NULL. */
export type Pointer = bigint;

/** In and out fields of `struct bpf_test_run_opts` (bpf/bpf.h) up to `batch_size`, the same in libbpf 1.1, 1.3 and 1.5. */
export interface TestRunOptions {
  sz: number;
  data_in: Uint8Array;
  data_out: Uint8Array;
  data_size_in: number;
  data_size_out: number;
  ctx_in: null;
  ctx_out: null;
  ctx_size_in: number;
  ctx_size_out: number;
  retval: number;
  repeat: number;
  duration: number;
  flags: number;
  cpu: number;
  batch_size: number;
}

const testRunOptions = {
  sz: 'size_t',
  data_in: 'void *',
  data_out: 'void *',
  data_size_in: 'uint32_t',
  data_size_out: 'uint32_t',
  ctx_in: 'void *',
  ctx_out: 'void *',
  ctx_size_in: 'uint32_t',
  ctx_size_out: 'uint32_t',
  retval: 'uint32_t',
  repeat: 'int',
  duration: 'uint32_t',
  flags: 'uint32_t',
  cpu: 'uint32_t',
  batch_size: 'uint32_t',
};

const declare = (lib: LibraryHandle) => {
  const options = koffi.struct(testRunOptions);
  return {
    openMem: lib.func('void *bpf_object__open_mem(const void *bytes, size_t length, void *opts)') as (
      bytes: Uint8Array,
      length: number,
      opts: null,
    ) => Pointer | null,
    load: lib.func('int bpf_object__load(void *object)') as KoffiFunc<(object: Pointer) => number>,
    close: lib.func('void bpf_object__close(void *object)') as (object: Pointer) => void,

    nextProgram: lib.func('void *bpf_object__next_program(void *object, void *program)') as (
      object: Pointer,
      program: Pointer | null,
    ) => Pointer | null,
    programName: lib.func('const char *bpf_program__name(void *program)') as (program: Pointer) => string,
    programType: lib.func('int bpf_program__type(void *program)') as (program: Pointer) => number,
    programAttachType: lib.func('int bpf_program__expected_attach_type(void *program)') as (
      program: Pointer,
    ) => number,
    typeName: lib.func('const char *libbpf_bpf_prog_type_str(int type)') as (type: number) => string | null,
    mapTypeName: lib.func('const char *libbpf_bpf_map_type_str(int type)') as (type: number) => string | null,
    programFd: lib.func('int bpf_program__fd(void *program)') as (program: Pointer) => number,
    setType: lib.func('int bpf_program__set_type(void *program, int type)') as (
      program: Pointer,
      type: number,
    ) => number,
    setAutoload: lib.func('int bpf_program__set_autoload(void *program, bool autoload)') as (
      program: Pointer,
      autoload: boolean,
    ) => number,
    setLogBuffer: lib.func('int bpf_program__set_log_buf(void *program, void *log, size_t length)') as (
      program: Pointer,
      log: Uint8Array,
      length: number,
    ) => number,
    setLogLevel: lib.func('int bpf_program__set_log_level(void *program, uint32_t level)') as (
      program: Pointer,
      level: number,
    ) => number,

    nextMap: lib.func('void *bpf_object__next_map(void *object, void *map)') as (
      object: Pointer,
      map: Pointer | null,
    ) => Pointer | null,
    mapName: lib.func('const char *bpf_map__name(void *map)') as (map: Pointer) => string,
    mapType: lib.func('int bpf_map__type(void *map)') as (map: Pointer) => number,
    mapKeySize: lib.func('uint32_t bpf_map__key_size(void *map)') as (map: Pointer) => number,
    mapValueSize: lib.func('uint32_t bpf_map__value_size(void *map)') as (map: Pointer) => number,
    mapMaxEntries: lib.func('uint32_t bpf_map__max_entries(void *map)') as (map: Pointer) => number,
    mapPinPath: lib.func('const char *bpf_map__pin_path(void *map)') as (map: Pointer) => string | null,
    setMapPinPath: lib.func('int bpf_map__set_pin_path(void *map, const char *path)') as (
      map: Pointer,
      path: string | null,
    ) => number,

    testRun: lib.func('bpf_prog_test_run_opts', 'int', ['int', koffi.inout(koffi.pointer(options))]) as (
      fd: number,
      options: TestRunOptions,
    ) => number,

    programFdById: lib.func('int bpf_prog_get_fd_by_id(uint32_t id)') as (id: number) => number,
    nextProgramId: lib.func('int bpf_prog_get_next_id(uint32_t after, _Out_ uint32_t *next)') as (
      after: number,
      next: [number | null],
    ) => number,
    mapFdById: lib.func('int bpf_map_get_fd_by_id(uint32_t id)') as (id: number) => number,
    objectInfo: lib.func('int bpf_obj_get_info_by_fd(int fd, void *info, _Inout_ uint32_t *length)') as (
      fd: number,
      info: Uint8Array,
      length: [number],
    ) => number,
    mapLookup: lib.func('int bpf_map_lookup_elem(int fd, const void *key, void *value)') as (
      fd: number,
      key: Uint8Array,
      value: Uint8Array,
    ) => number,
    mapLookupBatch: lib.func(
      'int bpf_map_lookup_batch(int fd, void *from, void *next, void *keys, void *values, void *count, void *opts)',
    ) as (
      fd: number,
      from: Uint8Array | null,
      next: Uint8Array,
      keys: Uint8Array,
      values: Uint8Array,
      count: Uint8Array,
      opts: null,
    ) => number,
    mapNextKey: lib.func('int bpf_map_get_next_key(int fd, const void *key, void *next)') as (
      fd: number,
      key: Uint8Array | null,
      next: Uint8Array,
    ) => number,
    mapUpdate: lib.func(
      'int bpf_map_update_elem(int fd, const void *key, const void *value, uint64_t flags)',
    ) as (fd: number, key: Uint8Array, value: Uint8Array, flags: number) => number,
    mapFd: lib.func('int bpf_map__fd(void *map)') as (map: Pointer) => number,
    pinMap: lib.func('int bpf_map__pin(void *map, const char *path)') as (
      map: Pointer,
      path: string,
    ) => number,
    xdpAttach: lib.func(
      'int bpf_xdp_attach(int interfaceIndex, int fd, uint32_t flags, const void *opts)',
    ) as (interfaceIndex: number, fd: number, flags: number, opts: Uint8Array | null) => number,
    xdpQuery: lib.func('int bpf_xdp_query(int interfaceIndex, int flags, void *opts)') as (
      interfaceIndex: number,
      flags: number,
      opts: Uint8Array,
    ) => number,
    possibleCpus: lib.func('int libbpf_num_possible_cpus()') as () => number,

    testRunOptionsBytes: koffi.sizeof(options),
    address: (bytes: Uint8Array): bigint => koffi.address(bytes),
    errno: (): number => koffi.errno(),
  };
};

/** The functions of libbpf.so.1 the helper calls. Those that answer a number answer −errno when they fail. */
export type Libbpf = ReturnType<typeof declare>;

const open = (): Outcome<Libbpf> => {
  try {
    const lib = koffi.load('libbpf.so.1');
    const silence = lib.func('void *libbpf_set_print(void *print)') as (print: null) => void;
    silence(null);
    return succeed(declare(lib));
  } catch (error) {
    return fail(labFailure('tool-missing', { thing: 'libbpf.so.1', detail: String(error) }));
  }
};

let library: Outcome<Libbpf> | undefined;

/** Opens libbpf on first use, once. Fails with `tool-missing`. */
export const libbpf = (): Outcome<Libbpf> => (library ??= open());
