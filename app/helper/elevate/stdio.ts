import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { streamChannel } from '../../rpc/stream.ts';
import type { Ending, Started } from './way.ts';

const keptBytes = 8192;
/** A shell's code for a program that could not be run. */
const notStarted = 127;
/** NixOS keeps its setuid programs in the last of these. */
const programFolders = ['/usr/bin', '/bin', '/usr/local/bin', '/run/wrappers/bin'];

/** The absolute path of a program that grants root, or undefined where it is not installed. */
export const findProgram = (name: string): string | undefined =>
  programFolders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/**
 * Starts a program whose stdin and stdout are the channel. It stays in the terminal's session, by which sudo looks
 * up its tickets.
 */
export const startOverStdio = (
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Started => {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: environment, cwd: '/' });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-keptBytes);
  });
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (exitCode) => {
      resolve({ exitCode, said: said.trim() });
    });
    // Also where a signal may not be sent (EPERM), which must not end the engine.
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ exitCode: notStarted, said: error.message });
    });
  });
  return {
    channel: Promise.resolve(streamChannel(child.stdout, child.stdin)),
    ended,
    signal: (signal) => {
      child.kill(signal);
    },
  };
};
