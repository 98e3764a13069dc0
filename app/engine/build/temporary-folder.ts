import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, labFailure, succeed, type LabFailure, type Outcome } from '../../contract/index.ts';
import { folderPrefix, removeForsaken } from './forsaken-folders.ts';

/**
 * Makes a folder that only the learner can enter; whoever makes it removes it. The first one of a process also removes,
 * beside its work, those of processes that were killed before they could.
 */
export const makeTemporaryFolder = async (): Promise<Outcome<string>> => {
  void removeForsaken(tmpdir());
  try {
    return succeed(await mkdtemp(join(tmpdir(), folderPrefix)));
  } catch (error) {
    return fail(writeFailure(tmpdir(), error));
  }
};

/** No room, or no right, to write; anything else is a bug and thrown on. */
export const writeFailure = (place: string, error: unknown): LabFailure => {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  if (error.code === 'ENOSPC') return labFailure('disk-full', { thing: place, detail: error.message });
  return labFailure('bad-input', {
    thing: place,
    detail: error.message,
    fix: {
      en: 'Point TMPDIR at a folder you can write to.',
      ja: 'TMPDIR を書き込めるフォルダーに向けてください。',
    },
  });
};
