import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { succeed, type Outcome } from '../../contract/index.ts';
import type { Lab } from '../lab.ts';

const foldersOf = new WeakMap<Lab, Map<string, string>>();

/** Removes the folder in which xdp-loader pinned the maps of what it attached to an interface, if there is one. */
export const removeMapPins = async (lab: Lab, device: string): Promise<void> => {
  const folder = foldersOf.get(lab)?.get(device);
  if (folder === undefined) return;
  await rm(folder, { recursive: true, force: true });
  foldersOf.get(lab)?.delete(device);
};

/** Where xdp-loader is to pin maps: a folder on the lab's bpffs that does not exist yet, so that no old map is taken up again. */
export const freshMapPins = async (lab: Lab, device: string): Promise<Outcome<string>> => {
  const bpffs = await lab.bpffs();
  if (!bpffs.ok) return bpffs;
  await removeMapPins(lab, device);
  const folder = join(bpffs.value, device);
  const folders = foldersOf.get(lab) ?? new Map<string, string>();
  foldersOf.set(lab, folders.set(device, folder));
  return succeed(folder);
};
