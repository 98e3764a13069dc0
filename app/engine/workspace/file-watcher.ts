import { existsSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Tells of changes to a set of files, also when an editor saves by replacing the file. */
export interface FileWatcher {
  /** Watches these files (absolute paths) instead of the ones before. */
  readonly watch: (paths: readonly string[]) => void;
  /** True at the next change, or at once if there was one since the last call; false when the signal ends the wait. */
  readonly changed: (signal: AbortSignal) => Promise<boolean>;
  readonly dispose: () => void;
}

/** An editor's save is several events; the file is whole once they have been quiet this long. */
const quietMs = 15;

export const createFileWatcher = (): FileWatcher => {
  let folders = new Map<string, FSWatcher>();
  let names = new Map<string, Set<string>>();
  let pending = false;
  let quiet: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;

  const noticed = (folder: string, name: string | null): void => {
    if (name !== null && !names.get(folder)?.has(name)) return;
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      pending = true;
      wake?.();
    }, quietMs);
  };

  return {
    watch: (paths) => {
      names = new Map();
      for (const path of paths) {
        const folder = dirname(path);
        names.set(folder, (names.get(folder) ?? new Set()).add(basename(path)));
      }
      const kept = new Map<string, FSWatcher>();
      for (const folder of names.keys()) {
        // Nothing can change in a folder that is not there; whoever reads the files says so.
        if (!existsSync(folder)) continue;
        kept.set(
          folder,
          folders.get(folder) ??
            watch(folder, (_event, name) => {
              noticed(folder, name);
            }),
        );
      }
      for (const [folder, watcher] of folders) if (!kept.has(folder)) watcher.close();
      folders = kept;
    },
    changed: (signal) =>
      new Promise((resolve) => {
        const end = (changed: boolean): void => {
          wake = undefined;
          signal.removeEventListener('abort', stop);
          if (changed) pending = false;
          resolve(changed);
        };
        const stop = (): void => {
          end(false);
        };
        if (signal.aborted) stop();
        else if (pending) end(true);
        else {
          wake = () => {
            end(true);
          };
          signal.addEventListener('abort', stop);
        }
      }),
    dispose: () => {
      clearTimeout(quiet);
      for (const watcher of folders.values()) watcher.close();
      folders = new Map();
    },
  };
};
