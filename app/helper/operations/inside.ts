import { fail, labFailure, succeed, type Outcome, type RanCommand } from '../../contract/index.ts';
import { findTool, runTool, spawnTool, type SpawnedTool, type ToolName, type ToolRun } from '../tool.ts';

const missing = (tool: ToolName) => fail(labFailure('tool-missing', { thing: tool }));

const asTyped = (enter: readonly string[], tool: ToolName, args: readonly string[]): string[] => [
  ...['nsenter', ...enter, tool],
  ...args,
];

/**
 * Runs a tool in other namespaces, `enter` being nsenter's arguments; with none of them, as runTool does. nsenter gets
 * the path that was found: it would look for the name itself, and not say in a way of ours that it is missing.
 */
export const runInside = async (
  enter: readonly string[],
  tool: ToolName,
  args: readonly string[],
  options?: Parameters<typeof runTool>[2],
): Promise<Outcome<ToolRun>> => {
  if (enter.length === 0) return runTool(tool, args, options);
  const path = findTool(tool);
  if (path === undefined) return missing(tool);
  const run = await runTool('nsenter', [...enter, path, ...args], options);
  if (!run.ok) return run;
  const command: RanCommand = { ...run.value.command, argv: asTyped(enter, tool, args) };
  return succeed({ ...run.value, command });
};

/** Starts a long-running tool in other namespaces; with no `enter`, as spawnTool does. */
export const spawnInside = async (
  enter: readonly string[],
  tool: ToolName,
  args: readonly string[],
): Promise<Outcome<SpawnedTool>> => {
  if (enter.length === 0) return spawnTool(tool, args);
  const path = findTool(tool);
  if (path === undefined) return missing(tool);
  const spawned = await spawnTool('nsenter', [...enter, path, ...args]);
  if (spawned.ok) spawned.value.command.argv = asTyped(enter, tool, args);
  return spawned;
};
