import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { multiarchInclude } from '../../app/setup/requirements.mjs';
import { root } from './cli.ts';

/** Compiles one of test/privileged/programs with the real clang, and gives the object in base64. */
export const bpfObject = (name: string): string =>
  execFileSync(
    'clang',
    [
      '-target',
      'bpf',
      '-O2',
      '-g',
      '-Wall',
      '-I',
      join(root, 'bpf', 'include'),
      '-I',
      multiarchInclude,
      '-c',
      `${name}.c`,
      '-o',
      '-',
    ],
    { cwd: join(root, 'test', 'privileged', 'programs') },
  ).toString('base64');
