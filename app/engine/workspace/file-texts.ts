import { succeed, type KeptFile, type Outcome, type Snapshot, type WorkFile } from '../../contract/index.ts';
import { textOf, type NamedBytes } from './file-bytes.ts';
import type { LearnersFile, Replaced } from './workspace.ts';

/** The learner's files as the contract has them; fails at the first that is no text. */
export const workFiles = (files: readonly LearnersFile[]): Outcome<WorkFile[]> => {
  const read: WorkFile[] = [];
  for (const { path, role, bytes, edited } of files) {
    const text = textOf(path, bytes);
    if (!text.ok) return text;
    read.push({ path, role, text: text.value, edited });
  }
  return succeed(read);
};

/** Kept files as the contract has them; fails at the first that is no text. */
export const keptFiles = (files: readonly NamedBytes[]): Outcome<KeptFile[]> => {
  const read: KeptFile[] = [];
  for (const { path, bytes } of files) {
    const text = textOf(path, bytes);
    if (!text.ok) return text;
    read.push({ path, text: text.value });
  }
  return succeed(read);
};

/** What a replacement left, as the contract has it. */
export const replacedFiles = async (
  replacing: Promise<Outcome<Replaced>>,
): Promise<Outcome<{ snapshot: Snapshot; files: WorkFile[] }>> => {
  const done = await replacing;
  if (!done.ok) return done;
  const files = workFiles(done.value.files);
  return files.ok ? succeed({ snapshot: done.value.snapshot, files: files.value }) : files;
};
