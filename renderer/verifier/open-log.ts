import { openFile } from '../host/open-file.ts';
import type { Lab } from '../state/lab.svelte.ts';

/** Explains a log in a file that the learner chooses; bytes that are no text stand for themselves as far as they can. */
export const openLog = async (lab: Lab): Promise<void> => {
  const file = await openFile(lab, 'text');
  if (file) await lab.verifier.explainLog(file.name, new TextDecoder().decode(file.bytes));
};
