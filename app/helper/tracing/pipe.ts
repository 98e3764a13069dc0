import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { succeed, type Outcome, type RanCommand } from '../../contract/index.ts';
import type { HeldChildren } from '../held-children.ts';

import { endChild, spawnTool } from '../tool.ts';
import type { TraceInstance } from './instance.ts';

/** How long reading what waits may take at the end, how often that is asked, and how long a chunk may be under way. */
const drainMs = 2000;
const askMs = 5;
const underWayMs = 10;

/** A reader of `trace_pipe`. */
export interface TracePipe {
  readonly command: RanCommand;
  /** Resolves when the reader ends by itself, with what it said. */
  readonly ended: Promise<string>;
  /** Lets it read what waits in the buffers, and ends it. */
  readonly stop: () => Promise<void>;
}

/** Reads an instance's events line by line, by a child: a file like this one would keep Node from ending. */
export const readPipe = async (
  instance: TraceInstance,
  heldChildren: HeldChildren,
  onLine: (line: string) => void,
): Promise<Outcome<TracePipe>> => {
  const spawned = await spawnTool('cat', [join(instance.path, 'trace_pipe')]);
  if (!spawned.ok) return spawned;
  const { child, command } = spawned.value;
  heldChildren.add(child);

  let heardAt = performance.now();
  let begun = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    heardAt = performance.now();
    const lines = (begun + text).split('\n');
    begun = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4096);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('close', () => {
      resolve(said.trim());
    });
  });

  const drained = async (): Promise<void> => {
    const until = performance.now() + drainMs;
    while (performance.now() < until && child.exitCode === null) {
      if (instance.waiting() === 0 && performance.now() - heardAt >= underWayMs) return;
      await pause(askMs);
    }
  };
  return succeed({
    command,
    ended,
    stop: async () => {
      await drained();
      await endChild(child);
      await ended;
    },
  });
};
