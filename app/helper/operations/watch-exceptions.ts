import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  fail,
  labFailure,
  succeed,
  type Handlers,
  type Outcome,
  type TracedBy,
  type WatchedExceptions,
  type WatchExceptions,
} from '../../contract/index.ts';
import { createGroups } from '../../ftrace/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import type { Lab } from '../lab.ts';
import { libbpf } from '../libbpf/library.ts';
import { interfaceName } from '../libc.ts';
import { traceInstanceOf } from '../trace-instance.ts';
import { makeInstance } from '../tracing/instance.ts';
import { readPipe } from '../tracing/pipe.ts';
import { startRecorder, type Recorder, type Recording } from '../tracing/recorder.ts';
import { createRows } from '../tracing/rows.ts';
import { whoseProgram } from '../tracing/whose-program.ts';

type Verbs = Pick<Handlers<HelperContract>, 'exceptions.watch' | 'exceptions.stop' | 'exceptions.recording'>;

/** Kilobytes a CPU, and in all: a burst of half a million events on one CPU is kept. */
const bufferKb = 16_384;
const mostBufferKb = 65_536;

/** How often it is asked what is attached to the interface, and what was lost. */
const lookMs = 250;

const keptRecordings = 3;

/** What the watches of one lab have in common. */
interface Shared {
  /** The running ones, by their stream, and what ends each in good order. */
  readonly running: Map<string, () => void>;
  readonly recordings: Map<string, Recording>;
  /** Counts what is made, so that no name comes twice. */
  made: number;
  /** What trace-cmd said when it was refused. */
  refused: string | undefined;
}

const keepRecording = async (shared: Shared, id: string, recording: Recording): Promise<void> => {
  shared.recordings.set(id, recording);
  for (const [old, { file }] of [...shared.recordings].slice(0, -keptRecordings)) {
    shared.recordings.delete(old);
    await rm(dirname(file), { recursive: true, force: true });
  }
};

const watch = async (
  lab: Lab,
  shared: Shared,
  { environment, stream, others, seconds, record }: WatchExceptions,
  signal: AbortSignal,
): Promise<Outcome<WatchedExceptions>> => {
  const lib = libbpf();
  if (!lib.ok) return lib;
  const tracefs = await lab.tracefs();
  if (!tracefs.ok) return tracefs;
  const number = (shared.made += 1);
  const path = join(tracefs.value, 'instances', traceInstanceOf(lab.folder, `watch${number}`));
  const made = await makeInstance(path, bufferKb, mostBufferKb);
  if (!made.ok) return made;
  const instance = made.value;

  const enough = new AbortController();
  const end = () => {
    enough.abort();
  };
  shared.running.set(stream, end);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  const timer = seconds === undefined ? undefined : setTimeout(end, seconds * 1000);

  let recorder: Recorder | undefined;
  let traced: TracedBy = { way: 'instance', why: shared.refused ?? null };
  const whose = whoseProgram(lab, lib.value, environment);
  const groups = createGroups({
    whose: whose.of,
    isWanted: (program) => others || program.environment === environment,
    interfaceName: (index) => interfaceName(index) ?? null,
  });
  let lost = 0;
  const rows = createRows(groups, (batch) => {
    lab.emit('exceptions.rows', { stream, traced, lost, ...batch });
  });
  const look = () => {
    whose.look();
    const now = instance.lost();
    if (now === lost) return;
    lost = now;
    rows.flush();
  };

  try {
    if (record) {
      const started = await startRecorder(lab, tracefs.value, `record${number}`, {
        refused: shared.refused,
        onRefused: (words) => {
          shared.refused = words;
        },
      });
      if (!started.ok) return started;
      recorder = started.value;
      traced = { way: recorder.by, why: shared.refused ?? null };
    }
    const pipe = await readPipe(instance, lab.heldChildren, rows.push);
    if (!pipe.ok) return pipe;
    let brokenOff: string | undefined;
    void pipe.value.ended.then((said) => {
      if (enough.signal.aborted) return;
      brokenOff = said;
      end();
    });
    // The first batch, which may be empty, says that everything is heard from here on.
    rows.flush();
    const looking = setInterval(look, lookMs);
    if (!enough.signal.aborted) {
      await new Promise((resolve) => {
        enough.signal.addEventListener('abort', resolve, { once: true });
      });
    }
    clearInterval(looking);
    await instance.disable();
    await pipe.value.stop();
    lost = instance.lost();
    rows.flush();

    const commands = [pipe.value.command, ...(recorder?.commands ?? [])];
    if (brokenOff !== undefined)
      return fail(
        labFailure('tool-failed', { thing: commands[0]?.argv.join(' ') ?? 'cat', detail: brokenOff }),
      );
    const result = { traced, events: rows.events(), lost, recording: null, unrecorded: null };
    if (!recorder || signal.aborted) return succeed({ ...result, commands });
    const finished = await recorder.finish();
    const { commands: recorded } = recorder;
    recorder = undefined;
    if (!finished.ok)
      return succeed({
        ...result,
        unrecorded: finished.failure,
        commands: [pipe.value.command, ...recorded],
      });
    const id = `recording-${number}`;
    await keepRecording(shared, id, finished.value);
    const { bytes, overwritten } = finished.value;
    return succeed({
      ...result,
      recording: { id, bytes, overwritten },
      commands: [pipe.value.command, ...recorded],
    });
  } finally {
    clearTimeout(timer);
    shared.running.delete(stream);
    rows.stop();
    await recorder?.discard();
    await instance.remove();
  }
};

/** Listens to XDP's exceptions, and keeps what was recorded of them. */
export const exceptionVerbs = (lab: Lab): Verbs => {
  const shared: Shared = { running: new Map(), recordings: new Map(), made: 0, refused: undefined };
  return {
    'exceptions.watch': (input, { signal }) => {
      const { environment, stream, early } = input;
      if (shared.running.has(stream))
        return Promise.resolve(fail(labFailure('busy', { thing: `exceptions.watch ${stream}` })));
      const seen = early ? succeed(undefined) : lab.seenEnvironment(environment);
      return seen.ok ? watch(lab, shared, input, signal) : Promise.resolve(seen);
    },
    'exceptions.stop': ({ stream }) => {
      const end = shared.running.get(stream);
      if (!end)
        return Promise.resolve(fail(labFailure('not-found', { thing: `exceptions.watch ${stream}` })));
      end();
      return Promise.resolve(succeed({}));
    },
    'exceptions.recording': async ({ recording: id }) => {
      const recording = shared.recordings.get(id);
      if (!recording) return fail(labFailure('not-found', { thing: id }));
      return succeed({ bytes: (await readFile(recording.file)).toString('base64') });
    },
  };
};
