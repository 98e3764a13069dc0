import { succeed, type Outcome } from '../../contract/index.ts';
import { forgetEnvironmentRecord, type EnvironmentRecord } from '../environment-record.ts';
import { interfaceIndex } from '../libc.ts';
import type { StateFolder } from '../state-folder.ts';
import { isOurLink, isOurNamespace } from './ours.ts';
import { namespaceInode } from './presence.ts';
import type { ToolSteps } from './tool-steps.ts';

/**
 * Removes what the record says we made, and then the record. What is gone already, or has been replaced by something of
 * another's under the same name, is left alone. Deleting the outer link takes the inner one, the VLANs on them, their
 * addresses and every program along.
 */
export const removeEnvironment = async (
  state: StateFolder,
  record: EnvironmentRecord,
  steps: ToolSteps,
): Promise<Outcome<void>> => {
  const { name } = record;
  const [link, namespace] = await Promise.all([isOurLink(record), isOurNamespace(record)]);
  if (!link.ok) return link;
  if (!namespace.ok) return namespace;
  const inode = namespaceInode(name);
  const lines = [
    ...(link.value ? [`link delete dev ${name}`] : []),
    ...(namespace.value ? [`netns delete ${name}`] : []),
  ];
  if (lines.length > 0) {
    const removed = await steps.batch('ip', ['-force'], lines);
    // Somebody else may have been quicker; only what is still there counts.
    const isLeft =
      (link.value && interfaceIndex(name) !== undefined) ||
      (namespace.value && inode !== undefined && namespaceInode(name) === inode);
    if (!removed.ok && isLeft) return removed;
  }
  forgetEnvironmentRecord(state, name);
  return succeed(undefined);
};
