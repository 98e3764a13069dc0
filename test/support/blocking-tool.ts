import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { Scratch } from './scratch.ts';

/** A stand-in for a tool, which says that it was started and then runs for good: what is under way stays so. */
export interface BlockingTool {
  readonly path: string;
  readonly started: () => Promise<void>;
}

/** Writes a tool of that name; how it gets into the place of the real one (PATH, a bind mount) is the test's matter. */
export const blockingTool = (scratch: Scratch, name: string, id: string): BlockingTool => {
  const flag = join(scratch.folder, `${id}.started`);
  const path = scratch.file(name, `#!/bin/sh\n: > '${flag}'\nexec sleep 600\n`, 0o755);
  return {
    path,
    started: () =>
      vi.waitFor(
        () => {
          if (!existsSync(flag)) throw new Error(`${name} was not started`);
        },
        { timeout: 20_000, interval: 10 },
      ),
  };
};
