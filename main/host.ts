import { stat, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { dialog, shell, type BrowserWindow, type FileFilter } from 'electron';
import { fail, fileEndings, succeed, type FileKind } from '../app/contract/index.ts';
import { orDiskFailure, tooLargeToOpen, writeAtomically, type Host } from '../app/engine/index.ts';
import type { Words } from './words.ts';

const names: Readonly<Record<FileKind, keyof Words>> = {
  c: 'cFiles',
  'shell-script': 'shellScripts',
  pcap: 'captures',
  trace: 'traces',
  text: 'texts',
};

interface Options {
  readonly words: Words;
  /** The window that the dialogs belong to. */
  readonly window: () => BrowserWindow;
}

/** The desktop as the page's host: its dialogs and its file manager. */
export const desktopHost = ({ words, window }: Options): Host => {
  const filters = (kind: FileKind): FileFilter[] => [
    { name: words[names[kind]], extensions: [...fileEndings[kind]] },
    { name: words.allFiles, extensions: ['*'] },
  ];
  return {
    kind: 'desktop',
    dialogs: {
      open: async (kind) => {
        const options = { properties: ['openFile' as const], filters: filters(kind) };
        const [path] = (await dialog.showOpenDialog(window(), options)).filePaths;
        if (path === undefined) return succeed(null);
        return orDiskFailure(path, async () => {
          const { size } = await stat(path);
          // Before it is read, so that no huge file is read in vain.
          const tooLarge = tooLargeToOpen(path, size);
          if (tooLarge) return fail(tooLarge);
          return succeed({ name: basename(path), bytes: await readFile(path) });
        });
      },
      save: async (kind, name, bytes) => {
        const options = { defaultPath: name, filters: filters(kind) };
        const { filePath, canceled } = await dialog.showSaveDialog(window(), options);
        if (canceled || filePath === '') return succeed(null);
        return orDiskFailure(filePath, async () => {
          await writeAtomically(filePath, bytes);
          return succeed(filePath);
        });
      },
    },
    reveal: (path) => {
      shell.showItemInFolder(path);
    },
  };
};
