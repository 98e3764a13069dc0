import type { EnvironmentRecord } from '../environment-record.ts';
import { interfaceIndex } from '../libc.ts';
import { namespaceInode } from './presence.ts';
import type { ToolSteps } from './tool-steps.ts';

const offLines = (device: string): string[] => [
  `link set dev ${device} xdpdrv off`,
  `link set dev ${device} xdpgeneric off`,
];

/**
 * Takes off the programs that a lab attached to an environment which outlives it. What is off already is no failure, and
 * an end that something of another's has replaced under the same name is left alone.
 */
export const detachFromEnds = async (
  { name, identity, attached, outer, inner }: EnvironmentRecord,
  steps: ToolSteps,
): Promise<void> => {
  if (attached.includes('outer') && interfaceIndex(outer.interface) === identity?.outerIndex) {
    await steps.batch('ip', ['-force'], offLines(outer.interface));
  }
  if (attached.includes('inner') && namespaceInode(name) === identity?.namespaceInode) {
    await steps.batch('ip', ['-force', '-n', name], offLines(inner.interface));
  }
};
