import type { FileKind } from '../../app/contract/index.ts';
import type { Lab } from '../state/lab.svelte.ts';
import { fromBase64 } from './base64.ts';
import { acceptOf } from './file-kinds.ts';
import { abilitiesOf } from './save-file.ts';

/** A file that the learner chose. */
export interface OpenedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** By the browser's own dialog; undefined where it was left. */
const choose = (kind: FileKind): Promise<OpenedFile | undefined> =>
  new Promise((resolve, reject) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = acceptOf(kind);
    input.addEventListener('cancel', () => {
      resolve(undefined);
    });
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (!file) resolve(undefined);
      else
        file.arrayBuffer().then((bytes) => {
          resolve({ name: file.name, bytes: new Uint8Array(bytes) });
        }, reject);
    });
    input.click();
  });

/** Asks for a file, by the desktop's dialog where there is one, else by the browser's; undefined where none was chosen. */
export const openFile = async (lab: Lab, kind: FileKind): Promise<OpenedFile | undefined> => {
  const abilities = await abilitiesOf(lab);
  if (!abilities) return undefined;
  if (!abilities.dialogs) return choose(kind);
  const file = lab.failures.take(await lab.link.call('host.open', { kind }))?.file;
  return file ? { name: file.name, bytes: fromBase64(file.bytes) } : undefined;
};
