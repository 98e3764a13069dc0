import * as v from 'valibot';
import { join } from 'node:path';
import { readJson, writeJson } from './atomic-file.ts';

/** What a lab made beside its environments. Written before a thing is made, so that the next helper can remove it. */
export const LabRecord = v.object({ mounts: v.array(v.string()) });
export type LabRecord = v.InferOutput<typeof LabRecord>;

const recordPath = (folder: string): string => join(folder, 'state.json');

export const readLabRecord = (folder: string): LabRecord | undefined =>
  readJson(recordPath(folder), LabRecord);

export const writeLabRecord = (folder: string, record: LabRecord): void => {
  writeJson(recordPath(folder), record);
};
