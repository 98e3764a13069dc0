import * as v from 'valibot';
import {
  ActionCount,
  AttachedProgram,
  Base64,
  CounterSamples,
  CounterSource,
  DumpMap,
  Environment,
  EnvironmentName,
  EnvironmentRequest,
  exceptionCalls,
  ExceptionRowsSeen,
  Loader,
  MapPage,
  MapSummary,
  ProgramName,
  RanCommand,
  TapRecords,
  TapState,
  WatchCounters,
  WatchedCounters,
  XdpMode,
  defineContract,
} from '../../contract/index.ts';

const bytes = Base64;
const commands = v.array(RanCommand);
const side = v.picklist(['inner', 'outer']);

/** A BPF object file's bytes, base64; 16 MB at most. The helper never opens a path it is given. */
const objectBytes = v.pipe(bytes, v.maxLength(22_369_624));

/** What BPF_PROG_TEST_RUN made of one frame. `action` is the raw return value: a program may return any number. */
export const FrameRun = v.object({ action: v.number(), frame: bytes });
export type FrameRun = v.InferOutput<typeof FrameRun>;

/** What the kernel said of an object. */
export const DryLoad = v.variant('accepted', [
  v.object({
    accepted: v.literal(true),
    programs: v.array(v.object({ name: v.string(), type: v.string() })),
    maps: v.array(
      v.object({
        name: v.string(),
        type: v.number(),
        keyBytes: v.number(),
        valueBytes: v.number(),
        maxEntries: v.number(),
      }),
    ),
    ms: v.number(),
  }),
  v.object({
    accepted: v.literal(false),
    /** Positive errno of the load, 0 where it never came to one. */
    errno: v.number(),
    /** bpftool's whole output: libbpf's lines and the verifier's log with source lines. */
    log: v.string(),
    ms: v.number(),
  }),
]);
export type DryLoad = v.InferOutput<typeof DryLoad>;

/** One thing the doctor looked at as root. `detail` is the evidence, word for word. */
export const Probe = v.object({
  id: v.picklist([
    'btf',
    'bpffs',
    'vlan-8021q',
    'libxdp-dispatcher',
    'ipv6',
    'tracefs',
    'trace-cmd',
    'xdp-native',
    'xdp-skb',
    'prog-test-run',
    'lockdown',
  ]),
  state: v.picklist(['ok', 'missing', 'refused']),
  detail: v.string(),
});
export type Probe = v.InferOutput<typeof Probe>;

/**
 * Everything the engine may ask of the root side: a closed list of verbs over small enums, numbers, checked names and
 * bytes. Every verb is idempotent, has its undo, and reports the command lines it ran.
 */
export const helperContract = defineContract({
  calls: {
    /** Who is there; the first call on every channel. */
    'helper.hello': {
      input: v.object({}),
      output: v.object({ version: v.string(), pid: v.number(), uid: v.number(), kernel: v.string() }),
    },
    /** Sent every 3 s; after 10 s without one the helper removes what it made and ends. */
    'helper.heartbeat': { input: v.object({}), output: v.object({}) },
    /** What this kernel can do. Leaves nothing behind. */
    'helper.probe': { input: v.object({}), output: v.object({ probes: v.array(Probe), commands }) },

    'env.up': { input: EnvironmentRequest, output: v.object({ environment: Environment, commands }) },
    /** Removes it, also when an earlier lab that has died left it. A missing one is no failure: `removed` is false. */
    'env.down': {
      input: v.object({ name: EnvironmentName }),
      output: v.object({ removed: v.boolean(), commands }),
    },
    'env.status': {
      input: v.object({ name: EnvironmentName }),
      output: v.object({ environment: Environment, commands }),
    },
    'env.list': { input: v.object({}), output: v.object({ environments: v.array(Environment) }) },

    /**
     * Loads `object` under a private bpffs folder, attaches it nowhere, runs each frame once through `program`, and
     * unloads. A program with maps is loaded afresh for every frame, so that no packet sees what an earlier one left.
     */
    'program.dryRun': {
      input: v.object({ object: objectBytes, program: ProgramName, frames: v.array(bytes) }),
      output: v.object({ load: DryLoad, runs: v.array(FrameRun), runMs: v.number(), commands }),
    },
    /**
     * Attaches to the environment's outer interface in place of whatever is attached there, which stays until the new
     * program is verified; in one mode the two change places without a gap.
     */
    'program.attach': {
      input: v.object({
        environment: EnvironmentName,
        object: objectBytes,
        program: ProgramName,
        mode: XdpMode,
        loader: Loader,
        /** True: on a kept environment it stays when the helper ends. False: it comes off with the lab. */
        keep: v.optional(v.boolean(), false),
        /** The same program with the tap around it: attached in its place where the kernel takes it. */
        tapped: v.optional(objectBytes),
      }),
      /** `tap` is null where no tapped object was given. */
      output: v.object({ attached: AttachedProgram, tap: v.nullable(TapState), commands }),
    },
    /** Attaches a program that passes everything to the inner end, so that XDP_TX and redirects in native mode arrive. */
    'program.attachPeer': {
      input: v.object({ environment: EnvironmentName, object: objectBytes, program: ProgramName }),
      output: v.object({ attached: AttachedProgram, commands }),
    },
    'program.detach': {
      input: v.object({ environment: EnvironmentName, loader: Loader }),
      output: v.object({ detached: v.boolean(), commands }),
    },
    /** `report` is the loader's own table, word for word. */
    'program.status': {
      input: v.object({ environment: v.optional(EnvironmentName) }),
      output: v.object({ programs: v.array(AttachedProgram), report: v.string(), commands }),
    },

    /** Pings from inside. `answered` holds the sequence numbers (from 1) whose reply came back. */
    'traffic.ping': {
      input: v.object({
        environment: EnvironmentName,
        family: v.picklist(['ip6', 'ip4']),
        vlan: v.optional(v.picklist([1, 2])),
        count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
        intervalMs: v.pipe(v.number(), v.minValue(2), v.maxValue(1000)),
        lengthBytes: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(1400)),
      }),
      output: v.object({
        target: v.string(),
        sent: v.array(v.number()),
        answered: v.array(v.number()),
        report: v.string(),
        commands,
      }),
    },

    /** Starts tcpdump on the sides given; answers once both listen. Bytes come as `capture.bytes`, the file header first. */
    'capture.start': {
      input: v.object({ environment: EnvironmentName, sides: v.pipe(v.array(side), v.minLength(1)) }),
      output: v.object({ commands }),
    },
    /** Ends it after what the kernel already holds has been read; `dropped` is the kernel's count per side. */
    'capture.stop': {
      input: v.object({ environment: EnvironmentName }),
      output: v.object({ dropped: v.object({ inner: v.number(), outer: v.number() }), commands }),
    },

    /**
     * Per-action counts of the attached program: from its `xdp_stats_map`, else from the tap, else from the driver
     * (`ethtool -S`, native mode only, no row for PASS), else `none`.
     */
    'counters.read': {
      input: v.object({ environment: EnvironmentName }),
      output: v.object({
        source: CounterSource,
        mapId: v.nullable(v.number()),
        counts: v.array(ActionCount),
        commands,
      }),
    },
    /** Samples what is counted as `counters.samples` until the caller cancels; fails with `interface-missing`. */
    'counters.watch': { input: WatchCounters, output: WatchedCounters },

    /** Sends the records of the environment's tapped programs as `tap.records` until the caller cancels. */
    'tap.follow': {
      input: v.object({ environment: EnvironmentName }),
      output: v.object({ records: v.number(), lost: TapRecords.entries.lost }),
    },

    /**
     * Listens to XDP's exceptions in a trace instance of its own, and streams them as `exceptions.rows` until `exceptions.stop`,
     * the seconds are over, or the caller cancels. Nothing of the machine's own tracing is touched.
     */
    'exceptions.watch': exceptionCalls['exceptions.watch'],
    'exceptions.stop': exceptionCalls['exceptions.stop'],
    'exceptions.recording': exceptionCalls['exceptions.recording'],

    /** The maps of the program attached to the environment's outer end. */
    'maps.list': {
      input: v.object({ environment: EnvironmentName }),
      output: v.object({ programId: v.nullable(v.number()), maps: v.array(MapSummary) }),
    },
    /** Entries of one of them, in the map's own order. */
    'maps.dump': { input: DumpMap, output: v.object({ ...MapPage.entries, commands }) },
  },
  events: {
    'counters.samples': CounterSamples,
    'exceptions.rows': ExceptionRowsSeen,
    'tap.records': TapRecords,
    'capture.bytes': v.object({ environment: EnvironmentName, side, bytes }),
  },
});
export type HelperContract = typeof helperContract;
