import { fail, labFailure, succeed, type Outcome, type RanCommand } from '../../contract/index.ts';
import { runClang } from '../build/compile.ts';

/**
 * Runs one step of a build in `cwd`, the build's own folder unless said otherwise. Null where it went well, else what the
 * tool said; fails where it could not be run to its end.
 */
export type Step = (argv: string[], cwd?: string) => Promise<Outcome<string | null>>;

/** Steps of one build in a folder; each adds its command line to `commands`. */
export const createSteps =
  (folder: string, commands: RanCommand[], signal: AbortSignal): Step =>
  async (argv, cwd = folder) => {
    const started = performance.now();
    const ended = await runClang(argv, cwd, signal);
    if (ended.kind !== 'ended') return fail(labFailure(ended.kind, { thing: argv[0] ?? '' }));
    const { exitCode, output } = ended;
    commands.push({ argv, exitCode, ms: performance.now() - started });
    if (exitCode === 0) return succeed(null);
    return /No space left on device/.test(output)
      ? fail(labFailure('disk-full', { thing: folder, detail: output }))
      : succeed(output);
  };
