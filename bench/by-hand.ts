import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../app/contract/index.ts';
import { runCommand } from './timed.ts';
import { measuredProgram, type Workbench } from './workbench.ts';

/** The loop a learner goes through without the lab: make, unload, load, ping. */
export interface ByHand {
  readonly loop: () => Promise<void>;
  /** Takes away what xdp-loader leaves on the machine once its interface is gone. */
  readonly remove: () => Promise<void>;
}

const isRoot = (): boolean => process.getuid?.() === 0;
const asRoot = isRoot() ? [] : ['sudo', '-n'];

/** libxdp makes this folder for its dispatcher's pins, also where it then uses none, and leaves it. Only root can look there. */
const findPins = [...asRoot, 'find', '/sys/fs/bpf', '-maxdepth', '1', '-name', 'xdp'];
const hasPins = async (): Promise<boolean> => (await runCommand(findPins, {})) !== '';

/** Writes the Makefile and puts the program on the interface once, so that the first loop finds it there. */
export const prepareByHand = async (
  { folder, sourceName }: Workbench,
  { name, outer }: Environment,
  flags: readonly string[],
  signal: AbortSignal,
): Promise<ByHand> => {
  const object = sourceName.replace(/\.c$/, '.o');
  const rule = `${object}: ${sourceName}\n\tclang ${flags.join(' ')} -c $< -o $@\n`;
  await writeFile(join(folder, 'Makefile'), rule);
  const target = (outer.addresses[0] ?? '').replace(/\/\d+$/, '');
  const run = (argv: readonly string[]) => runCommand(argv, { cwd: folder, signal });
  // xdp-loader is never stopped half-way: it would leave its lock file, and every later one would refuse.
  const runLoader = (args: readonly string[]) =>
    runCommand([...asRoot, 'xdp-loader', ...args], { cwd: folder });
  const load = () => runLoader(['load', '-m', 'native', '-n', measuredProgram, outer.interface, object]);
  const hadPins = await hasPins();
  await run(['make', '-s']);
  await load();
  return {
    remove: async () => {
      if (!(await hasPins())) return;
      await runLoader(['clean']);
      if (!hadPins) await runCommand([...findPins, '-empty', '-delete'], {});
    },
    loop: async () => {
      await run(['make', '-s']);
      await runLoader(['unload', '-a', outer.interface]);
      await load();
      await run([...asRoot, 'nsenter', `--net=/run/netns/${name}`, 'ping', '-q', '-c', '3', target]);
    },
  };
};
