import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { mkdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { succeed, type Outcome } from '../../contract/index.ts';
import { writeAtomically } from '../workspace/atomic-write.ts';
import { errnoOf, orDiskFailure, undefinedIfMissing } from '../workspace/disk-failure.ts';

/** `given`: whoever starts the lab means it, as on a command line. `asked`: nothing is done as root until `lab.allow`. */
export type Consent = 'given' | 'asked';

/** The learner's word that the lab may act as root, kept below the data folder for later starts. */
export interface ConsentStore {
  /** Whether it was given. A file that cannot be read or understood is no word: the learner is asked again. */
  readonly kept: () => boolean;
  readonly keep: () => Promise<Outcome<undefined>>;
  readonly forget: () => Promise<Outcome<undefined>>;
}

const Kept = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    format: v.literal('xdp-lab-consent'),
    version: v.literal(1),
    root: v.literal('allowed'),
    at: v.string(),
  }),
);

/** `consent.json` in a data folder. */
export const createConsentStore = (dataFolder: string): ConsentStore => {
  const path = join(dataFolder, 'consent.json');
  const read = (): string => {
    let file: number | undefined;
    try {
      // Not waiting, as opening a FIFO would.
      file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
      return fstatSync(file).isFile() ? readFileSync(file, 'utf8') : '';
    } catch {
      return '';
    } finally {
      if (file !== undefined) closeSync(file);
    }
  };
  return {
    kept: () => v.safeParse(Kept, read()).success,
    keep: () =>
      orDiskFailure(path, async () => {
        await mkdir(dataFolder, { recursive: true, mode: 0o700 });
        const kept: v.InferOutput<typeof Kept> = {
          format: 'xdp-lab-consent',
          version: 1,
          root: 'allowed',
          at: new Date().toISOString(),
        };
        await writeAtomically(path, `${JSON.stringify(kept)}\n`);
        return succeed(undefined);
      }),
    forget: () =>
      orDiskFailure(path, async () => {
        await unlink(path).catch(unlessFolder);
        return succeed(undefined);
      }),
  };
};

/** A folder is no word, and whoever put it there may want what is in it. */
const unlessFolder = (error: unknown): undefined => {
  if (errnoOf(error) !== 'EISDIR') undefinedIfMissing(error);
};
