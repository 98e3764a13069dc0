import { existsSync, rmSync } from 'node:fs';
import * as v from 'valibot';
import { Environment } from '../contract/index.ts';
import { readJson, writeJson } from './atomic-file.ts';
import type { StateFolder } from './state-folder.ts';

/** What the lab wrote down about an environment before it made it. */
export const EnvironmentRecord = v.object({
  ...v.omit(Environment, ['program', 'heldBy']).entries,
  /**
   * What the kernel called the things made: the inode of the namespace, the outer interface's index. Null until both
   * exist. Something else of the same name is then known not to be ours.
   */
  identity: v.nullable(v.object({ namespaceInode: v.number(), outerIndex: v.number() })),
  /** The ends to which a lab attached a program that is to go when that lab ends. */
  attached: v.array(v.picklist(['outer', 'inner'])),
});
export type EnvironmentRecord = v.InferOutput<typeof EnvironmentRecord>;

/** Undefined where there is none, or where a helper of another release wrote it in another shape. */
export const readEnvironmentRecord = (state: StateFolder, name: string): EnvironmentRecord | undefined =>
  readJson(state.environmentRecord(name), EnvironmentRecord);

/** Whether there is a record, of whatever shape. */
export const hasEnvironmentRecord = (state: StateFolder, name: string): boolean =>
  existsSync(state.environmentRecord(name));

export const writeEnvironmentRecord = (state: StateFolder, record: EnvironmentRecord): void => {
  writeJson(state.environmentRecord(record.name), record);
};

export const forgetEnvironmentRecord = (state: StateFolder, name: string): void => {
  rmSync(state.environmentRecord(name), { force: true });
};
