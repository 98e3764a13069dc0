import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where every helper on this machine writes what it makes. On a tmpfs: a reboot forgets it together with the things. */
const machineStateFolder = '/run/xdp-lab';

/** The places under a state folder, by name. */
export interface StateFolder {
  readonly path: string;
  /** What the environment of a name consists of; there before it is, and removed after it. */
  readonly environmentRecord: (name: string) => string;
  readonly environmentLock: (name: string) => string;
  /** Held while an environment with this number comes up: two must not find it free at once. */
  readonly numberLock: (number: number) => string;
  readonly labFolder: (id: string) => string;
  /** Held by a living lab from before its folder is made until after it is removed. */
  readonly labLock: (id: string) => string;
  /** Held by a helper that removes what dead ones left. */
  readonly sweepLock: string;
  readonly environmentNames: () => string[];
  readonly labIds: () => string[];
  readonly locks: () => string[];
}

const recordName = /^environment-(.+)\.json$/;
const labName = /^lab-[0-9]+-[0-9a-f]+$/;

/** Opens the state folder, 0700, and makes it where it is missing. */
export const openStateFolder = (path = machineStateFolder): StateFolder => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return {
    path,
    environmentRecord: (name) => join(path, `environment-${name}.json`),
    environmentLock: (name) => join(path, `environment-${name}.lock`),
    numberLock: (number) => join(path, `number-${number}.lock`),
    labFolder: (id) => join(path, id),
    labLock: (id) => join(path, `${id}.lock`),
    sweepLock: join(path, 'sweep.lock'),
    environmentNames: () => readdirSync(path).flatMap((file) => recordName.exec(file)?.[1] ?? []),
    labIds: () => readdirSync(path).filter((file) => labName.test(file)),
    locks: () =>
      readdirSync(path)
        .filter((file) => file.endsWith('.lock'))
        .map((file) => join(path, file)),
  };
};
