import { openFile } from '../host/open-file.ts';
import { saveFile } from '../host/save-file.ts';
import type { Lab } from '../state/lab.svelte.ts';

/** Listens, and asks for root where that alone is missing. */
export const startListening = async ({ consent, exceptions }: Lab): Promise<void> => {
  await exceptions.start();
  if (exceptions.failure?.code === 'not-allowed') consent.offer(() => exceptions.start());
};

/** Saves what was recorded so far as a `trace.dat`, named after the environment. */
export const saveTrace = async (lab: Lab): Promise<void> => {
  const { exceptions } = lab;
  const recording = await exceptions.recording();
  if (!recording) return;
  const { bytes, environment } = recording;
  await saveFile(lab, { kind: 'trace', name: `trace-${environment}.dat`, bytes });
  exceptions.saved = recording;
};

/** Shows a `trace.dat` that the learner chooses. */
export const openTrace = async (lab: Lab): Promise<void> => {
  const file = await openFile(lab, 'trace');
  if (file) await lab.exceptions.open(file.name, file.bytes);
};
