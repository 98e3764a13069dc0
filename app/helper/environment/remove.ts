import { succeed, type Outcome } from '../../contract/index.ts';
import { forgetEnvironmentRecord, type EnvironmentRecord } from '../environment-record.ts';
import { interfaceIndex } from '../libc.ts';
import { readLinks } from '../links.ts';
import type { StateFolder } from '../state-folder.ts';
import { namespaceInode } from './presence.ts';
import type { ToolSteps } from './tool-steps.ts';

/** Whether the link of that name is the one we made. Before its index was written down, its MAC address must tell. */
const isOurLink = async ({ name, identity, outer }: EnvironmentRecord): Promise<Outcome<boolean>> => {
  const index = interfaceIndex(name);
  if (index === undefined) return succeed(false);
  if (identity) return succeed(index === identity.outerIndex);
  const found = await readLinks();
  if (!found.ok) return found;
  return succeed(
    found.value.links.some(({ ifindex, address }) => ifindex === index && address === outer.mac),
  );
};

const isOurNamespace = ({ name, identity }: EnvironmentRecord): boolean => {
  const inode = namespaceInode(name);
  return inode !== undefined && (identity === null || identity.namespaceInode === inode);
};

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
  const link = await isOurLink(record);
  if (!link.ok) return link;
  const lines = [
    ...(link.value ? [`link delete dev ${name}`] : []),
    ...(isOurNamespace(record) ? [`netns delete ${name}`] : []),
  ];
  if (lines.length > 0) {
    const removed = await steps.batch('ip', ['-force'], lines);
    // Somebody else may have been quicker; only what is still there counts.
    const isLeft = (link.value && interfaceIndex(name) !== undefined) || isOurNamespace(record);
    if (!removed.ok && isLeft) return removed;
  }
  forgetEnvironmentRecord(state, name);
  return succeed(undefined);
};
