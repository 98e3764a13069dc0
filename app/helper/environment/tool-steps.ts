import { writeFileSync } from 'node:fs';
import { fail, labFailure, succeed, type Outcome, type RanCommand } from '../../contract/index.ts';
import { runTool, type ToolName, type ToolRun } from '../tool.ts';

/** Runs tools one after another or side by side, and keeps the command lines for the learner to read. */
export interface ToolSteps {
  readonly commands: RanCommand[];
  /** A tool that must exit with 0; anything else is `tool-failed` with what it said. */
  readonly run: (
    tool: ToolName,
    args: readonly string[],
    options?: Parameters<typeof runTool>[2],
  ) => Promise<Outcome<ToolRun>>;
  /** Writes kernel settings of this process's own namespaces, named as for sysctl(8), without a process to do it. */
  readonly setKernel: (settings: readonly string[]) => void;
  /**
   * Lines for `ip -batch` or `tc -batch`, as one process. Each is kept as the command a person would type, with its
   * share of the time.
   */
  readonly batch: (
    tool: 'ip' | 'tc',
    prefix: readonly string[],
    lines: readonly string[],
    options?: Parameters<typeof runTool>[2],
  ) => Promise<Outcome<ToolRun>>;
}

const failed = (thing: string, { stdout, stderr }: ToolRun) =>
  fail(labFailure('tool-failed', { thing, detail: (stderr + stdout).trim() }));

/** iproute2 names the line it stopped at: "Command failed -:3". */
const failedLine = (stderr: string): number => Number(/Command failed .*:([0-9]+)/.exec(stderr)?.[1] ?? 1);

export const createToolSteps = (): ToolSteps => {
  const commands: RanCommand[] = [];
  return {
    commands,
    run: async (tool, args, options) => {
      const ran = await runTool(tool, args, options);
      if (!ran.ok) return ran;
      commands.push(ran.value.command);
      return ran.value.exitCode === 0 ? ran : failed(ran.value.command.argv.join(' '), ran.value);
    },
    setKernel: (settings) => {
      const startedAt = performance.now();
      for (const setting of settings) {
        const [path, value] = setting.split('=');
        writeFileSync(`/proc/sys/${path}`, `${value}`);
      }
      commands.push({
        argv: ['sysctl', '-q', '-w', ...settings],
        exitCode: 0,
        ms: performance.now() - startedAt,
      });
    },
    batch: async (tool, prefix, lines, options) => {
      const ran = await runTool(tool, [...prefix, '-batch', '-'], {
        ...options,
        input: lines.map((line) => `${line}\n`).join(''),
      });
      if (!ran.ok) return ran;
      const { exitCode, command, stderr } = ran.value;
      const reached = exitCode === 0 ? lines.length : Math.min(failedLine(stderr), lines.length);
      const ms = command.ms / reached;
      const typed = lines.slice(0, reached).map((line, index) => ({
        argv: [tool, ...prefix, ...line.split(' ')],
        exitCode: index === reached - 1 ? exitCode : 0,
        ms,
      }));
      commands.push(...typed);
      return exitCode === 0 ? succeed(ran.value) : failed(typed.at(-1)?.argv.join(' ') ?? tool, ran.value);
    },
  };
};
