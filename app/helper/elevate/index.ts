import { existsSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { fail, labFailure, succeed } from '../../contract/index.ts';
import type { LabFailure, Outcome } from '../../contract/index.ts';
import { connect } from '../../rpc/index.ts';
import { helperContract } from '../contract/index.ts';
import { endStarted, holdHelper } from './helper-connection.ts';
import type { HelperConnection } from './helper-connection.ts';
import { pkexec } from './pkexec.ts';
import { root } from './root.ts';
import { sudo } from './sudo.ts';
import { sudoPrompt } from './sudo-prompt.ts';
import { elevationWays } from './way.ts';
import type { ElevationWay, Ending, Launch, Started, Way } from './way.ts';
import { within } from './within.ts';

export type { HelperConnection } from './helper-connection.ts';
export { elevationWays } from './way.ts';
export type { ElevationWay, HelperProgram } from './way.ts';

const ways: Record<ElevationWay, Way> = { root, sudo, pkexec, 'sudo-prompt': sudoPrompt };

/** What became of one way: a helper, a failure that ends the search, or a reason to try the next. */
type Attempt = { readonly outcome: Outcome<HelperConnection> } | { readonly unavailable: string };

const failed = (failure: LabFailure): Attempt => ({ outcome: fail(failure) });

const goneFor = (way: ElevationWay, detail = ''): LabFailure =>
  labFailure('helper-gone', { thing: way, detail });

const judged = (way: Way, ending: Ending): Attempt => {
  const said = ending.said || `exit code ${ending.exitCode ?? 'unknown'}`;
  const judgement = way.judge(ending);
  if (judgement === 'unavailable') return { unavailable: said };
  if (judgement === 'broken') return failed(goneFor(way.name, said));
  return failed(labFailure('elevation-refused', { thing: way.name, detail: said }));
};

/** Waits until the helper has answered its first call. Where it ends instead, its ending says more than the channel's. */
const greet = async (way: Way, started: Started): Promise<Attempt> => {
  const client = connect(helperContract, await started.channel, { gone: goneFor(way.name) });
  const hello = await client.call('helper.hello', {});
  if (hello.ok) {
    return { outcome: succeed(holdHelper(client, started, { way: way.name, pid: hello.value.pid })) };
  }
  client.close();
  await endStarted(started);
  return failed(hello.failure);
};

const abandon = async (started: Started, graceMs = 0): Promise<void> => {
  void started.channel.then((channel) => {
    channel.close();
  });
  await endStarted(started, graceMs);
};

/** How long a helper that nobody waits for any more may take to see that and clean up; a dialog does not see it. */
const unwantedMs = 500;

const attempt = async (
  way: Way,
  launch: Launch,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Attempt> => {
  const started = way.start(launch);
  if ('unavailable' in started) return started;
  const ended = started.ended.then((ending) => judged(way, ending));
  const unwanted = new Promise<undefined>((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve(undefined);
      },
      { once: true },
    );
  });
  try {
    const first = await within(Promise.race([ended, greet(way, started), unwanted]), timeoutMs);
    if (first) return first;
  } catch (error) {
    await abandon(started);
    throw error;
  }
  await abandon(started, signal.aborted ? unwantedMs : 0);
  return failed(labFailure(signal.aborted ? 'cancelled' : 'timeout', { thing: way.name }));
};

/**
 * Starts the helper as root by the first of `ways` that works, and waits until it has answered. `timeoutMs` is for each
 * way; without it, 10 s where nobody is asked and 120 s where somebody may have to type a password. Aborting `signal`
 * takes a dialog away and ends what was started. Fails with `cancelled`, `elevation-refused` (someone or some rule said
 * no), `timeout`, `helper-gone` (it was started and ended at once), `not-found` (no such helper), or `not-privileged`,
 * whose detail is what each way said.
 */
export const startHelper = async ({
  helperPath,
  interpreter = process.execPath,
  ways: wanted = elevationWays,
  timeoutMs,
  signal = new AbortController().signal,
  label = 'XDP Lab',
}: {
  readonly helperPath: string;
  /** What runs it: this Node unless said otherwise; null where it starts by itself. */
  readonly interpreter?: string | null | undefined;
  readonly ways?: readonly ElevationWay[];
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly label?: string;
}): Promise<Outcome<HelperConnection>> => {
  const path = resolvePath(helperPath);
  if (!existsSync(path)) return fail(labFailure('not-found', { thing: path }));
  const launch: Launch = { command: interpreter === null ? [path] : [interpreter, path], label };
  const said: string[] = [];
  for (const name of wanted) {
    if (signal.aborted) return fail(labFailure('cancelled', { thing: name }));
    const way = ways[name];
    const result = await attempt(way, launch, { timeoutMs: timeoutMs ?? way.patienceMs, signal });
    if ('outcome' in result) return result.outcome;
    said.push(`${name}: ${result.unavailable}`);
  }
  return fail(labFailure('not-privileged', { thing: 'ip, bpftool, xdp-loader', detail: said.join('\n') }));
};
