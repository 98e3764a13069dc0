import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';

/** The path of one of the lab's own BPF objects, which the build puts next to the helper (dist/bpf). */
export const labProgram = (name: string): Outcome<string> => {
  const path = fileURLToPath(new URL(`./bpf/${name}.o`, import.meta.url));
  return existsSync(path) ? succeed(path) : fail(labFailure('not-found', { thing: path }));
};
