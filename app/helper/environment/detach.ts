import type { EnvironmentRecord } from '../environment-record.ts';
import type { ToolSteps } from './tool-steps.ts';

const offLines = (device: string): string[] => [
  `link set dev ${device} xdpdrv off`,
  `link set dev ${device} xdpgeneric off`,
];

/** Takes off the programs that a lab attached to an environment which outlives it. What is off already is no failure. */
export const detachFromEnds = async (
  { name, attached, outer, inner }: EnvironmentRecord,
  steps: ToolSteps,
): Promise<void> => {
  if (attached.includes('outer')) await steps.batch('ip', ['-force'], offLines(outer.interface));
  if (attached.includes('inner')) await steps.batch('ip', ['-force', '-n', name], offLines(inner.interface));
};
