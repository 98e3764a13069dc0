import { fail, labFailure, succeed, type Outcome, type RanCommand } from '../../contract/index.ts';
import type { HeldChildren } from '../held-children.ts';
import { endChild } from '../tool.ts';
import { spawnInside } from './inside.ts';

/** At most so long, or so many bytes, are held back before they are sent on. */
const batchMs = 50;
const batchBytes = 256 * 1024;
/** How often, and how far apart, tcpdump is asked whether it has read all that the kernel gave it. */
const drainQuestions = 200;
const drainPauseMs = 2;

/** A running tcpdump. */
export interface Tcpdump {
  readonly command: RanCommand;
  /** Lets it read what the kernel holds, ends it, and answers how many packets the kernel dropped. */
  readonly stop: () => Promise<number>;
}

interface TcpdumpRequest {
  readonly interface: string;
  /** Path of the network namespace, where the interface is not in the helper's own. */
  readonly namespace?: string;
  readonly heldChildren: HeldChildren;
  readonly onBytes: (bytes: Buffer) => void;
}

const tcpdumpArguments = (device: string): string[] => [
  ...['-i', device, '--no-promiscuous-mode', '-n', '-U', '--immediate-mode'],
  ...['-s', '2048', '-B', '16384', '-w', '-'],
];

const createBatch = (onBytes: (bytes: Buffer) => void) => {
  let chunks: Buffer[] = [];
  let length = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (length > 0) onBytes(Buffer.concat(chunks));
    chunks = [];
    length = 0;
  };
  return {
    flush,
    push: (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= batchBytes) flush();
      else timer ??= setTimeout(flush, batchMs);
    },
  };
};

const lastCount = (stderr: string, words: string): number => {
  const counts = [...stderr.matchAll(new RegExp(`(\\d+) packets? ${words}`, 'g'))];
  return Number(counts.at(-1)?.[1] ?? 0);
};

/** Starts tcpdump with its pcap stream on a pipe; answers once it listens. */
export const startTcpdump = async ({
  interface: device,
  namespace,
  heldChildren,
  onBytes,
}: TcpdumpRequest): Promise<Outcome<Tcpdump>> => {
  const enter = namespace === undefined ? [] : [`--net=${namespace}`];
  const spawned = await spawnInside(enter, 'tcpdump', tcpdumpArguments(device));
  if (!spawned.ok) return spawned;
  const { child, command } = spawned.value;
  heldChildren.add(child);

  const batch = createBatch(onBytes);
  child.stdout.on('data', batch.push);
  let stderr = '';
  let heard: () => void = () => undefined;
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
    heard();
  });
  const state = { ended: false };
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      state.ended = true;
      heard();
      resolve();
    });
  });
  const hears = (words: RegExp): Promise<void> =>
    new Promise((resolve) => {
      heard = () => {
        if (state.ended || words.test(stderr)) resolve();
      };
      heard();
    });

  await hears(/listening on/);
  if (state.ended) {
    return fail(
      /No such device|doesn't exist|\/run\/netns\//.test(stderr)
        ? labFailure('interface-missing', { thing: device, detail: stderr })
        : labFailure('tool-failed', { thing: 'tcpdump', detail: stderr }),
    );
  }

  /** Asked by SIGUSR1, tcpdump says how many packets the kernel counted and how many it has read. */
  const drain = async (): Promise<void> => {
    let before = -1;
    for (let question = 0; question < drainQuestions && !state.ended; question += 1) {
      stderr = '';
      child.kill('SIGUSR1');
      await hears(/dropped by kernel/);
      const captured = lastCount(stderr, 'captured');
      const dropped = lastCount(stderr, 'dropped by kernel');
      if (captured + dropped >= lastCount(stderr, 'received by filter') || captured === before) return;
      before = captured;
      await new Promise((resolve) => setTimeout(resolve, drainPauseMs));
    }
  };

  return succeed({
    command,
    stop: async () => {
      await drain();
      await endChild(child);
      await closed;
      batch.flush();
      return lastCount(stderr, 'dropped by kernel');
    },
  });
};
