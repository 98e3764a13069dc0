import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const measuredLesson = 'packet01-parsing';
export const measuredAssignment = 'icmpv6-sequence';
export const measuredProgram = 'xdp_parser_func';
const sourceName = 'xdp_prog_kern.c';

/** A learner's folder with the solution in it. */
export interface Workbench {
  readonly folder: string;
  readonly source: string;
  readonly sourceName: string;
  /** Saves the file with one comment changed, as an editor would. */
  readonly save: (run: number) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Copies the measured assignment's solution into a folder of its own. */
export const openWorkbench = async (root: string): Promise<Workbench> => {
  const folder = await mkdtemp(join(tmpdir(), 'xdp-lab-bench-'));
  await cp(join(root, 'bpf', 'lessons', measuredLesson, measuredAssignment, 'solution'), folder, {
    recursive: true,
  });
  const source = join(folder, sourceName);
  const code = await readFile(source, 'utf8');
  return {
    folder,
    source,
    sourceName,
    save: (run) => writeFile(source, `${code}\n/* save ${run} */\n`),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
