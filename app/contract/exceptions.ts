import * as v from 'valibot';
import { Base64 } from './bytes.ts';
import { RanCommand } from './command.ts';
import { EnvironmentName } from './environment.ts';
import { LabFailure } from './failure.ts';
import { Text } from './text.ts';

/** The tracepoints of `xdp:` that tell of a packet that went wrong (include/trace/events/xdp.h). */
export const exceptionEvents = ['xdp_exception', 'xdp_redirect_err', 'xdp_redirect_map_err'] as const;
export const ExceptionEvent = v.picklist(exceptionEvents);
export type ExceptionEvent = v.InferOutput<typeof ExceptionEvent>;

/**
 * Which way the events came, and who makes the `trace.dat`: `trace-cmd` ran `record`, or the lab recorded in a trace instance
 * of its own because trace-cmd is missing or refused here (`why`, word for word).
 */
export const TracedBy = v.object({
  way: v.picklist(['trace-cmd', 'instance']),
  why: v.nullable(v.string()),
});
export type TracedBy = v.InferOutput<typeof TracedBy>;

const groupEntries = {
  /** Counts from 0 within a stream. */
  group: v.number(),
  event: ExceptionEvent,
  programId: v.number(),
  /** The program's name; null where it was gone before anybody asked. */
  program: v.nullable(v.string()),
  /** The environment whose program it is; null for a program that is not the lab's. */
  environment: v.nullable(EnvironmentName),
  /** What the program returned, as the tracepoint has it; null for the rest, once there are too many different values. */
  action: v.nullable(v.number()),
  interfaceIndex: v.number(),
  /** Its name; null where there is none of that index in the machine's own namespace. */
  interface: v.nullable(v.string()),
  /** Of a redirect: the error (a positive errno), and where it was to go; null for the others. */
  redirect: v.nullable(
    v.object({ errno: v.number(), interfaceIndex: v.number(), mapId: v.number(), mapIndex: v.number() }),
  ),
  /** How often it came since the stream began. */
  count: v.number(),
};

/** Events that are alike but for time, CPU and task, as the helper tells of them. */
export const ExceptionGroupSeen = v.object(groupEntries);
export type ExceptionGroupSeen = v.InferOutput<typeof ExceptionGroupSeen>;

/** The same with its meaning. */
export const ExceptionGroup = v.object({
  ...groupEntries,
  /** The action's name: `XDP_ABORTED`, or `17` for a value that is none. */
  actionName: v.string(),
  meaning: Text,
});
export type ExceptionGroup = v.InferOutput<typeof ExceptionGroup>;

const rowsEntries = {
  stream: v.string(),
  /** Said once the tracing listens, and from then on. */
  traced: TracedBy,
  /** Tasks that the rows name, where they are new: the number in the rows, and the task's name. */
  tasks: v.array(v.object({ task: v.number(), name: v.string() })),
  /** `count` packed rows in the order of time (`unpackExceptionRows` reads them). */
  rows: Base64,
  count: v.number(),
  /** Events lost since the stream began, because the kernel's buffers were full: counted by the kernel. */
  lost: v.number(),
};

/**
 * What the helper streams. The first one comes when the tracing listens, whether or not anything has happened. `groups` are those
 * that are new or whose count has changed.
 */
export const ExceptionRowsSeen = v.object({ ...rowsEntries, groups: v.array(ExceptionGroupSeen) });
export type ExceptionRowsSeen = v.InferOutput<typeof ExceptionRowsSeen>;

export const ExceptionRows = v.object({ ...rowsEntries, groups: v.array(ExceptionGroup) });
export type ExceptionRows = v.InferOutput<typeof ExceptionRows>;

/** One event. */
export interface ExceptionRow {
  /** Milliseconds since 1970, with a fraction; of an opened recording, milliseconds of its own clock. */
  readonly timeMs: number;
  readonly group: number;
  readonly pid: number;
  readonly cpu: number;
  /** Its name stands in `tasks`. */
  readonly task: number;
}

/** Bytes of a packed row: f64 timeMs, u32 group, i32 pid, u16 cpu, u16 task, little-endian. */
export const exceptionRowBytes = 20;

export const packExceptionRows = (rows: readonly ExceptionRow[]): Uint8Array => {
  const packed = new Uint8Array(rows.length * exceptionRowBytes);
  const view = new DataView(packed.buffer);
  rows.forEach(({ timeMs, group, pid, cpu, task }, index) => {
    const at = index * exceptionRowBytes;
    view.setFloat64(at, timeMs, true);
    view.setUint32(at + 8, group, true);
    view.setInt32(at + 12, pid, true);
    view.setUint16(at + 16, cpu, true);
    view.setUint16(at + 18, task, true);
  });
  return packed;
};

/** Reads packed rows; what a truncated text ends in is left out. */
export const unpackExceptionRows = (packed: Uint8Array): ExceptionRow[] => {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const rows: ExceptionRow[] = [];
  for (let at = 0; at + exceptionRowBytes <= packed.length; at += exceptionRowBytes) {
    rows.push({
      timeMs: view.getFloat64(at, true),
      group: view.getUint32(at + 8, true),
      pid: view.getInt32(at + 12, true),
      cpu: view.getUint16(at + 16, true),
      task: view.getUint16(at + 18, true),
    });
  }
  return rows;
};

/** What to listen to. `stream` is the caller's own word for it, and stands in every event of this watch. */
export const WatchExceptions = v.object({
  environment: EnvironmentName,
  stream: v.pipe(v.string(), v.regex(/^[\w.:-]{1,64}$/)),
  /** Begins before the environment stands, so that not even its first packet is missed; else that is `env-missing`. */
  early: v.optional(v.boolean(), false),
  /** Events of every program of the machine, and not only of this environment's. */
  others: v.optional(v.boolean(), false),
  /** Ends by itself after so many seconds. */
  seconds: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(86_400))),
  /** Also makes a `trace.dat` of it, which `exceptions.recording` then gives. */
  record: v.optional(v.boolean(), false),
});
export type WatchExceptions = v.InferOutput<typeof WatchExceptions>;

/** How a watch ended. `exceptions.stop` ends one with this answer; a cancelled call has none, and leaves no recording. */
export const WatchedExceptions = v.object({
  traced: TracedBy,
  events: v.number(),
  lost: v.number(),
  /** The `trace.dat`; null where none was asked for, or none could be made, and then `unrecorded` says why. */
  recording: v.nullable(
    v.object({
      id: v.string(),
      bytes: v.number(),
      /** Oldest events overwritten. */ overwritten: v.number(),
    }),
  ),
  unrecorded: v.nullable(LabFailure),
  commands: v.array(RanCommand),
});
export type WatchedExceptions = v.InferOutput<typeof WatchedExceptions>;

/** A `trace.dat` to open: a file's path (a command line), or its bytes (a page). 64 MB at most. */
export const OpenTrace = v.variant('kind', [
  v.object({ kind: v.literal('path'), path: v.string() }),
  v.object({ kind: v.literal('bytes'), name: v.string(), bytes: Base64 }),
]);
export type OpenTrace = v.InferOutput<typeof OpenTrace>;

/** What an opened `trace.dat` holds of XDP's exceptions, as `trace-cmd report` reads it. Programs and interfaces have numbers only. */
export const OpenedTrace = v.object({
  name: v.string(),
  tasks: rowsEntries.tasks,
  groups: v.array(ExceptionGroup),
  rows: Base64,
  count: v.number(),
  /** Events that the recording says are missing; null where it does not say. */
  lost: v.nullable(v.number()),
  /** Events of other kinds that it holds as well. */
  otherEvents: v.number(),
  /** What is unusual about it, such as an end that was cut off. */
  notes: v.array(Text),
  commands: v.array(RanCommand),
});
export type OpenedTrace = v.InferOutput<typeof OpenedTrace>;

const streamOf = v.object({ stream: v.string() });
const recordingOf = v.object({ recording: v.string() });

/** The exceptions' part of the lab's contract. */
export const exceptionCalls = {
  /** Streams `exceptions.rows` until `exceptions.stop`, the seconds are over, or the caller cancels. */
  'exceptions.watch': { input: WatchExceptions, output: WatchedExceptions },
  /** Lets a watch end in good order: it answers once its recording is made. `not-found` for an unknown stream. */
  'exceptions.stop': { input: streamOf, output: v.object({}) },
  /** The bytes of a recording of this lab. The last three are kept; an older one is `not-found`. */
  'exceptions.recording': { input: recordingOf, output: v.object({ bytes: Base64 }) },
  'exceptions.open': { input: OpenTrace, output: OpenedTrace },
};
