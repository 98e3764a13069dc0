import { readFileSync, readdirSync } from 'node:fs';

/** A process by its id, and its command line. */
export interface Process {
  readonly pid: number;
  readonly line: string;
}

/** A process and all that it started, and what those started. */
export const processesOf = (root: number): Process[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(read);
  const found = all.filter(({ pid }) => pid === root);
  // A list grows while it is walked: each process brings its children.
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found.map(({ pid, line }) => ({ pid, line }));
};

const read = (name: string): (Process & { readonly parent: number })[] => {
  try {
    const status = readFileSync(`/proc/${name}/status`, 'utf8');
    const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return [{ pid: Number(name), parent: Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]), line }];
  } catch {
    // It ended while it was looked at.
    return [];
  }
};
