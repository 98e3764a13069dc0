import { Console } from 'node:console';
import { serve } from '../rpc/index.ts';
import { streamChannel } from '../rpc/stream.ts';
import { helperContract } from './contract/index.ts';
import { connectBack } from './elevate/connect-back.ts';
import { watchHeartbeat } from './heartbeat.ts';
import { createLab } from './lab.ts';
import { createService } from './service.ts';
import { sweep } from './sweep.ts';

/** sysexits.h: called in a wrong way, a bug of ours, not allowed. */
const exitCodes = { usage: 64, software: 70, notPermitted: 77 } as const;

const say = (sentence: string): void => {
  process.stderr.write(`xdp-lab helper: ${sentence}\n`);
};

const leave = (exitCode: number, sentence: string): never => {
  say(sentence);
  process.exit(exitCode);
};

const openChannel = async (args: readonly string[]) => {
  if (args.length === 0) return streamChannel(process.stdin, process.stdout);
  const [flag, path] = args;
  if (args.length !== 2 || flag !== '--connect' || path === undefined || !/^[A-Za-z0-9/._-]+$/.test(path)) {
    return leave(exitCodes.usage, 'usage: helper.js [--connect SOCKET]');
  }
  try {
    return await connectBack(path);
  } catch (error) {
    return leave(exitCodes.notPermitted, error instanceof Error ? error.message : String(error));
  }
};

const run = async (): Promise<void> => {
  // Standard output is the channel: a stray line on it would be taken for a message.
  globalThis.console = new Console(process.stderr);
  process.umask(0o077);
  process.chdir('/');
  if (process.getuid?.() !== 0) leave(exitCodes.notPermitted, 'it must run as root.');

  const channel = await openChannel(process.argv.slice(2));
  const lab = await createLab();

  let ending = false;
  const end = async (exitCode: number): Promise<void> => {
    if (ending) return;
    ending = true;
    heartbeat.stop();
    try {
      await lab.dispose();
    } catch (error) {
      leave(exitCodes.software, `not everything could be removed: ${String(error)}`);
    }
    channel.close();
    process.exit(exitCode);
  };
  const heartbeat = watchHeartbeat(() => void end(0));

  const onBug = (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    void end(exitCodes.software);
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  // Listening keeps the removal from being cut short.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
  // A terminal sends Ctrl-C to us as well. What it means is the host's matter, which may still have something to fetch, and closes the
  // channel when it ends.
  process.on('SIGINT', () => undefined);
  channel.onClose(() => void end(0));

  for (const { message, detail } of await sweep(lab.state)) say(`${message.en} ${detail}`);
  serve(helperContract, createService(lab, heartbeat.beat), channel);
};

void run();
