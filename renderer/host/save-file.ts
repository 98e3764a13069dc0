import type { FileKind, HostAbilities } from '../../app/contract/index.ts';
import type { Lab } from '../state/lab.svelte.ts';
import { toBase64 } from './base64.ts';
import { mediaTypes } from './file-kinds.ts';

/** A file to be saved where the learner says. */
export interface FileToSave {
  readonly kind: FileKind;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A browser may read the bytes only once the learner has said where they go. */
const keptMs = 60_000;

/** By a link that the browser follows: it asks, or saves where downloads go. */
const download = ({ kind, name, bytes }: FileToSave): void => {
  const address = URL.createObjectURL(new Blob([bytes], { type: mediaTypes[kind] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, keptMs);
};

/** What the host can do; undefined where it cannot be asked, which the learner reads. */
export const abilitiesOf = async ({ link, failures }: Lab): Promise<HostAbilities | undefined> =>
  failures.take(await link.call('host.abilities', {}));

/** Saves by the desktop's dialog where there is one, else as a download; answers the path where one is known. */
export const saveFile = async (lab: Lab, file: FileToSave): Promise<string | null> => {
  const abilities = await abilitiesOf(lab);
  if (!abilities) return null;
  if (!abilities.dialogs) {
    download(file);
    return null;
  }
  const { kind, name, bytes } = file;
  const saved = await lab.link.call('host.save', { kind, name, bytes: toBase64(bytes) });
  return lab.failures.take(saved)?.path ?? null;
};
