import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { labVariable } from './lab-id.ts';

/** How long an orphan may take to obey SIGTERM before it is killed. */
const graceMs = 1000;

/** One that even SIGKILL has not ended by then waits for a device (D state, proc(5)), perhaps for ever. */
const giveUpMs = graceMs + 2000;

/** A process's environment, `NAME=value` each (proc(5)); empty for one that has ended, zombies included. */
const environmentOf = (pid: number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
  } catch {
    return [];
  }
};

const isToolOf = (pid: number, id: string): boolean => environmentOf(pid).includes(`${labVariable}=${id}`);

const toolsOf = (id: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number)
    .filter((pid) => isToolOf(pid, id));

const signal = (pid: number, name: 'SIGTERM' | 'SIGKILL'): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It has just ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/**
 * Ends the tools that a dead lab left running, and waits until they are gone: one of them might still be making things.
 * Answers the process ids of those that would not end.
 */
export const endToolsOf = async (id: string): Promise<number[]> => {
  const startedAt = performance.now();
  const elapsedMs = () => performance.now() - startedAt;
  let running = toolsOf(id);
  for (const pid of running) signal(pid, 'SIGTERM');
  while (running.length > 0 && elapsedMs() < giveUpMs) {
    await delay(2);
    running = running.filter((pid) => isToolOf(pid, id));
    if (elapsedMs() > graceMs) for (const pid of running) signal(pid, 'SIGKILL');
  }
  return running;
};
