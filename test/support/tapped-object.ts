import { join } from 'node:path';
import { buildTapped } from '../../app/engine/tap/build.ts';
import { sourceAt } from '../../app/engine/workspace/program-source.ts';
import { root } from './cli.ts';
import { value } from './lab-helper.ts';

/** Builds a program of a C file with the tap around it, in base64; throws what stood in the way. */
export const tappedObject = async (path: string, program: string): Promise<string> => {
  const source = sourceAt(path);
  const built = value(await buildTapped(root, source, program, new AbortController().signal));
  if (!built.object) throw new Error(`${built.reason.en}\n${built.detail}`);
  return built.object.toString('base64');
};

/** The path of one of test/privileged/programs. */
export const programFile = (name: string): string =>
  join(root, 'test', 'privileged', 'programs', `${name}.c`);
