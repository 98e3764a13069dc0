import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  exceptionEvents,
  fail,
  labFailure,
  succeed,
  type Outcome,
  type RanCommand,
} from '../../contract/index.ts';
import type { Lab } from '../lab.ts';
import { removeInstance, traceInstanceOf } from '../trace-instance.ts';
import { runTool, spawnTool } from '../tool.ts';
import { makeInstance, type TraceInstance } from './instance.ts';
import { takeRawPages } from './raw-pages.ts';

/** Kilobytes a CPU of what is recorded: the newest events of a long watch, and a file that a page can still fetch. */
const recordedKb = 4096;
const mostRecordedKb = 16_384;

/** How long trace-cmd may take to say that it records, and to write its file at the end. */
const beginMs = 3000;
const endMs = 10_000;

/** A finished `trace.dat`. */
export interface Recording {
  readonly file: string;
  readonly bytes: number;
  /** Events that newer ones were written over. */
  readonly overwritten: number;
}

/** A recording under way. */
export interface Recorder {
  readonly by: 'trace-cmd' | 'instance';
  readonly commands: RanCommand[];
  /** Makes the file, and ends. */
  readonly finish: () => Promise<Outcome<Recording>>;
  /** Ends without a file. */
  readonly discard: () => Promise<void>;
}

/** A folder of its own below the lab's, which goes with it. */
const folderOf = (lab: Lab, name: string): string => {
  const folder = join(lab.folder, name);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
};

const sizeOf = (file: string): number => statSync(file).size;

/** `trace-cmd record`, in an instance that it makes itself; fails with what it said where it may not. */
const startTraceCmd = async (lab: Lab, tracefs: string, name: string): Promise<Outcome<Recorder>> => {
  const instance = traceInstanceOf(lab.folder, name);
  const folder = folderOf(lab, name);
  const file = join(folder, 'trace.dat');
  const known = exceptionEvents.filter((event) => event !== 'xdp_redirect_map_err');
  const spawned = await spawnTool('trace-cmd', [
    ...['record', '-B', instance, '-C', 'mono', '-m', String(recordedKb)],
    ...known.flatMap((event) => ['-e', `xdp:${event}`]),
    ...['-o', file],
  ]);
  if (!spawned.ok) {
    rmSync(folder, { recursive: true, force: true });
    return spawned;
  }
  const { child, command } = spawned.value;
  lab.heldChildren.add(child);
  let said = '';
  const hear = (text: Buffer) => {
    said = (said + text.toString('utf8')).slice(-4096);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const clear = async () => {
    await removeInstance(join(tracefs, 'instances', instance));
    rmSync(folder, { recursive: true, force: true });
  };
  const within = async (ms: number, isSo: () => boolean): Promise<boolean> => {
    const until = performance.now() + ms;
    while (!isSo() && performance.now() < until) await pause(10);
    return isSo();
  };
  const end = async () => {
    child.kill('SIGINT');
    if (!(await within(endMs, isOver))) child.kill('SIGKILL');
    await closed;
  };

  await within(beginMs, () => isOver() || said.includes('Ctrl^C'));
  if (isOver() || !said.includes('Ctrl^C')) {
    await end();
    await clear();
    return fail(labFailure('tool-failed', { thing: command.argv.join(' '), detail: said.trim() }));
  }
  return succeed({
    by: 'trace-cmd',
    commands: [command],
    finish: async () => {
      await end();
      await removeInstance(join(tracefs, 'instances', instance));
      if (command.exitCode === 0) return succeed({ file, bytes: sizeOf(file), overwritten: 0 });
      await clear();
      return fail(labFailure('tool-failed', { thing: command.argv.join(' '), detail: said.trim() }));
    },
    discard: async () => {
      await end();
      await clear();
    },
  });
};

/** Joins the pages of an instance into a `trace.dat`, as trace-cmd-restore(1) does for a machine that could not write one. */
const restore = async (
  tracefs: string,
  instance: TraceInstance,
  folder: string,
  commands: RanCommand[],
): Promise<Outcome<Recording>> => {
  const overwritten = instance.lost();
  const file = join(folder, 'trace.dat');
  const head = join(folder, 'head.dat');
  const pages = takeRawPages(instance, folder);
  for (const args of [
    ['restore', '-c', '-t', tracefs, '-o', head],
    ['restore', '-i', head, '-o', file, ...pages],
  ]) {
    const ran = await runTool('trace-cmd', args);
    if (!ran.ok) return ran;
    commands.push(ran.value.command);
    const { exitCode, stderr, command } = ran.value;
    if (exitCode !== 0)
      return fail(labFailure('tool-failed', { thing: command.argv.join(' '), detail: stderr.trim() }));
  }
  for (const done of [head, ...pages]) rmSync(done, { force: true });
  return succeed({ file, bytes: sizeOf(file), overwritten });
};

/** An instance that nobody reads until the end: what it holds then is what `trace-cmd restore` makes a file of. */
const startOwn = async (lab: Lab, tracefs: string, name: string): Promise<Outcome<Recorder>> => {
  const path = join(tracefs, 'instances', traceInstanceOf(lab.folder, name));
  const made = await makeInstance(path, recordedKb, mostRecordedKb);
  if (!made.ok) return made;
  const instance = made.value;
  const commands: RanCommand[] = [];
  return succeed({
    by: 'instance',
    commands,
    finish: async () => {
      const folder = folderOf(lab, name);
      try {
        await instance.disable();
        const recording = await restore(tracefs, instance, folder, commands);
        if (!recording.ok) rmSync(folder, { recursive: true, force: true });
        return recording;
      } finally {
        await instance.remove();
      }
    },
    discard: instance.remove,
  });
};

/**
 * Starts a recording by `trace-cmd record`, or, where `refused` says that this was refused before or it is refused now, in
 * an instance of the lab's own. `onRefused` hears the words.
 */
export const startRecorder = async (
  lab: Lab,
  tracefs: string,
  name: string,
  { refused, onRefused }: { refused: string | undefined; onRefused: (words: string) => void },
): Promise<Outcome<Recorder>> => {
  if (refused === undefined) {
    const recorder = await startTraceCmd(lab, tracefs, name);
    if (recorder.ok) return recorder;
    onRefused(recorder.failure.detail === '' ? recorder.failure.message.en : recorder.failure.detail);
  }
  return startOwn(lab, tracefs, name);
};
