import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assignment } from '../lessons/catalogue.ts';
import { mainFile, sourceAt, type ProgramSource } from '../workspace/program-source.ts';

/** A program that a rule makes a statement about. */
export interface Subject {
  readonly name: string;
  readonly source: ProgramSource;
}

/** The programs a lesson brings for one assignment. */
export const programsUnder = async (
  assignment: Assignment,
  kind: 'accept' | 'reject',
): Promise<Subject[]> => {
  const folder = join(assignment.folder, kind);
  const names = await readdir(folder).catch(() => []);
  return names.sort().map((name) => ({
    name: `${kind}/${name}`,
    source: sourceAt(join(folder, name, mainFile(assignment))),
  }));
};

export const ownProgram = (assignment: Assignment, kind: 'start' | 'solution'): Subject => ({
  name: kind,
  source: sourceAt(join(assignment.folder, kind, mainFile(assignment))),
});

/** Programs that only return, which no assignment may accept. Written below `folder`. */
export const bareReturns = async (assignment: Assignment, folder: string): Promise<Subject[]> => {
  const subjects: Subject[] = [];
  for (const action of ['XDP_PASS', 'XDP_DROP', 'XDP_ABORTED', 'XDP_TX']) {
    const path = join(folder, assignment.spec.id, action, mainFile(assignment));
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, bareProgram(assignment.spec.attach.program, action));
    subjects.push({ name: `return ${action}`, source: sourceAt(path) });
  }
  return subjects;
};

const bareProgram = (name: string, action: string): string =>
  [
    '#include <linux/bpf.h>',
    '#include <bpf/bpf_helpers.h>',
    'SEC("xdp")',
    `int ${name}(struct xdp_md *ctx)`,
    '{',
    `\treturn ${action};`,
    '}',
    'char _license[] SEC("license") = "GPL";',
    '',
  ].join('\n');
