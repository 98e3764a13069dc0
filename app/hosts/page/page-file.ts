import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** A file of the page, open for reading. */
export interface PageFile {
  readonly handle: FileHandle;
  readonly lengthBytes: number;
  readonly contentType: string;
  /** Its name holds a hash of what is in it, so that it never changes. */
  readonly isHashed: boolean;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Segments that begin with no dot, of characters that mean nothing to a file system. */
const plainPath = /^(?:\/[A-Za-z0-9_@~-][A-Za-z0-9_@~.-]*)+$/;
/** As Vite names them: `assets/index-Bx3kQ9_a.js`. */
const hashedPath = /^\/assets\/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

/**
 * Opens the file of a request's path below `folder`; undefined where there is none. A path that is encoded is none: no
 * file of the page needs it. Nor is a symbolic link, wherever in the path it stands.
 */
export const openPageFile = async (folder: string, path: string): Promise<PageFile | undefined> => {
  const contentType = contentTypes[extname(path)];
  if (!plainPath.test(path) || contentType === undefined) return undefined;
  try {
    const file = join(await realpath(folder), path);
    if ((await realpath(file)) !== file) return undefined;
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const status = await handle.stat();
    if (status.isFile()) {
      return { handle, lengthBytes: status.size, contentType, isHashed: hashedPath.test(path) };
    }
    await handle.close();
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && missing.has(error.code)) return undefined;
    throw error;
  }
};

const missing = new Set<unknown>(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'ENXIO']);
