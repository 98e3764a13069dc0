import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { StreamMessageReader } from 'vscode-jsonrpc/node';
import { fail, labFailure, succeed, type JsonObject, type Outcome } from '../../contract/index.ts';
import { asJsonObject, frameMessage, largestMessageBytes } from './message.ts';

/** One clangd, spoken to in whole messages. */
export interface Clangd {
  readonly pid: number;
  readonly send: (message: JsonObject) => Outcome<undefined>;
  /** Ends it; resolves when it is gone. */
  readonly stop: () => Promise<void>;
}

interface Options {
  readonly tool?: string | undefined;
  readonly folder: string;
  readonly compileCommandsFolder: string;
  readonly onMessage: (message: JsonObject) => void;
  /** It is gone; `detail` is the end of what it wrote to stderr, and how it ended. Called once, also after `stop`. */
  readonly onEnd: (detail: string) => void;
}

const tailCharacters = 4_000;
/** What may wait for a clangd that does not read. */
const mostWaitingBytes = 4 * largestMessageBytes;

const args = (compileCommandsFolder: string): string[] => [
  `--compile-commands-dir=${compileCommandsFolder}`,
  '--background-index=false',
  '--header-insertion=never',
  // Nothing of it is left on disk, however it ends.
  '--pch-storage=memory',
  '--limit-results=100',
  '--log=error',
  '-j=2',
];

/** Starts clangd as the learner, in the learner's folder. */
export const startClangd = async ({ tool = 'clangd', ...options }: Options): Promise<Outcome<Clangd>> => {
  const child = spawn(tool, args(options.compileCommandsFolder), { cwd: options.folder });
  const failed = await new Promise<Error | undefined>((resolve) => {
    child.once('spawn', () => {
      resolve(undefined);
    });
    child.once('error', resolve);
  });
  if (!failed) return succeed(speakWith(child, options));
  if (!('code' in failed) || (failed.code !== 'ENOENT' && failed.code !== 'EACCES')) throw failed;
  return fail(labFailure('tool-missing', { thing: 'clangd', detail: failed.message }));
};

const speakWith = (
  child: ChildProcessWithoutNullStreams,
  { onMessage, onEnd }: Pick<Options, 'onMessage' | 'onEnd'>,
): Clangd => {
  let tail = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-tailCharacters);
  });
  // A clangd that ends while it is written to is told of by its `close`.
  child.stdin.on('error', () => undefined);

  const reader = new StreamMessageReader(child.stdout);
  reader.listen((message) => {
    onMessage(asJsonObject(message));
  });
  // What is no message of the protocol cannot be followed by one.
  reader.onError((error) => {
    tail = `${tail}\n${error.message}`.slice(-tailCharacters);
    child.kill('SIGKILL');
  });

  const closed = new Promise<void>((resolve) => {
    child.once('close', (exitCode, signal) => {
      reader.dispose();
      onEnd(`${tail.trim()}\nclangd: ${signal ?? `exit ${exitCode ?? '?'}`}`.trim());
      resolve();
    });
  });

  return {
    pid: child.pid ?? 0,
    send: (message) => {
      const framed = frameMessage(message);
      if (!framed.ok) return framed;
      if (child.stdin.writableLength > mostWaitingBytes) return fail(labFailure('busy', { thing: 'clangd' }));
      if (child.stdin.writable) child.stdin.write(framed.value);
      return succeed(undefined);
    },
    stop: async () => {
      // It keeps nothing that a gentler way would save.
      child.kill('SIGKILL');
      await closed;
    },
  };
};
