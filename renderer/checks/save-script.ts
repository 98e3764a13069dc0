import { saveFile } from '../host/save-file.ts';
import type { Lab } from '../state/lab.svelte.ts';
import { shellScript } from './shell.ts';

/** Saves the command lines of the last run as a shell script, named after the assignment. */
export const saveScript = async (lab: Lab): Promise<void> => {
  const { report } = lab.check;
  if (!report) return;
  const bytes = new TextEncoder().encode(shellScript(report.commands));
  await saveFile(lab, { kind: 'shell-script', name: `${report.lesson}-${report.assignment}.sh`, bytes });
};
