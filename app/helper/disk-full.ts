import { fail, labFailure, type Outcome } from '../contract/index.ts';

const fullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Runs a job that writes under `path`; a file system without room becomes a `disk-full` failure. */
export const orDiskFull = async <T>(path: string, job: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
  try {
    return await job();
  } catch (error) {
    if (error instanceof Error && 'code' in error && fullCodes.includes(error.code)) {
      const fix = { en: `Free some space on ${path}.`, ja: `${path} の空き容量を増やしてください。` };
      return fail(labFailure('disk-full', { thing: path, detail: error.message, fix }));
    }
    throw error;
  }
};
