import { dirname, join } from 'node:path';
import type { HelperProgram } from '../app/engine/index.ts';
import { readableHelper } from './readable-helper.ts';

/** How npm start tells which Node it runs on; only in a checkout. */
const nodeVariable = 'XDP_LAB_NODE';

/** Where the lab's files lie, all absolute. */
export interface Places {
  /** The folder with `resources/`, `bpf/` and `dist/`, in the open: clang reads headers there, and root the helper. */
  readonly root: string;
  readonly preload: string;
  readonly page: string;
  readonly icon: string;
  /** What to start as root. */
  readonly helper: HelperProgram;
}

interface Surroundings {
  readonly isPackaged: boolean;
  /** As Electron tells it: the checkout, or the archive within the installed package. */
  readonly appPath: string;
  /** Electron's own program. */
  readonly executable: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Finds the files of a checkout or of an installed package. */
export const findPlaces = ({ isPackaged, appPath, executable, environment }: Surroundings): Places => {
  const root = isPackaged ? appPath.replace(/\.asar$/, '.asar.unpacked') : appPath;
  return {
    root,
    preload: join(appPath, 'dist', 'main', 'preload.cjs'),
    page: join(root, 'dist', 'renderer'),
    icon: join(root, 'resources', 'icons', '256x256.png'),
    helper: isPackaged
      ? { path: readableHelper(dirname(executable), environment), interpreter: null }
      : { path: join(root, 'dist', 'helper.js'), interpreter: environment[nodeVariable] ?? 'node' },
  };
};
