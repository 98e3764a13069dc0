import { afterAll, afterEach, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { ExceptionRowsSeen, Outcome, WatchedExceptions } from '../../app/contract/index.ts';
import { bpfObject } from '../support/bpf-object.ts';
import { createHelperProcesses } from '../support/helper-process.ts';
import { value } from '../support/lab-helper.ts';
import { leavesNothing, machineState, type MachineState } from '../support/machine-state.ts';
import { scratchFolder } from '../support/scratch.ts';

const environment = 'veth-faults';
const scratch = scratchFolder();
const object = bpfObject('exceptions');
const helpers = createHelperProcesses();
let before: MachineState | undefined;

beforeAll(() => {
  before = machineState();
});
afterEach(() => helpers.endAll());
afterAll(async () => {
  if (before) await leavesNothing(before);
});

/** A helper to which a file stands in the place of one of its tools. */
const helperWith = (tool: string, standIn: string) =>
  helpers.start({ unshare: ['--mount'], script: `mount --bind '${standIn}' "$(command -v ${tool})"` }).client;

/** A trace-cmd that says what the real one does once it records, and then does `then`; `$file` is where to. */
const recording = (name: string, then: string): string =>
  scratch.file(
    name,
    `#!/bin/sh\nwhile [ "$1" != -o ]; do shift; done\nfile=$2\necho 'Hit Ctrl^C to stop recording'\n${then}\n`,
    0o755,
  );

/** What is heard of three aborted packets, and how the watch ends. */
const threeAborted = async (
  client: ReturnType<typeof helperWith>,
): Promise<{ ended: Outcome<WatchedExceptions>; events: readonly ExceptionRowsSeen[] }> => {
  const events: ExceptionRowsSeen[] = [];
  const begun = new Promise<void>((resolve) => {
    onTestFinished(
      client.on('exceptions.rows', (event) => {
        events.push(event);
        resolve();
      }),
    );
  });
  value(await client.call('env.up', { name: environment, number: 156 }));
  const attachment = {
    environment,
    object,
    program: 'xdp_aborts_all',
    mode: 'native',
    loader: 'xdp-loader',
  } as const;
  value(await client.call('program.attach', attachment));
  const watching = client.call('exceptions.watch', { environment, stream: 'faults', record: true });
  await Promise.race([begun, watching]);
  const traffic = { environment, family: 'ip6', count: 3, intervalMs: 2, lengthBytes: 56 } as const;
  value(await client.call('traffic.ping', traffic));
  value(await client.call('exceptions.stop', { stream: 'faults' }));
  return { ended: await watching, events };
};
const counted = (events: readonly ExceptionRowsSeen[]): number =>
  events.reduce((sum, { count }) => sum + count, 0);

it('without trace-cmd every event is heard; that there is no trace.dat is said, and what is missing', async () => {
  const { ended, events } = await threeAborted(helperWith('trace-cmd', '/dev/null'));
  const { traced, unrecorded, recording: none } = value(ended);
  expect(counted(events)).toBe(3);
  expect(traced.way).toBe('instance');
  expect(none).toBeNull();
  expect(unrecorded?.code).toBe('tool-missing');
  expect(unrecorded?.message.en).toContain('trace-cmd');
});

it('a trace-cmd that may record does, and its file is what is kept', async () => {
  const standIn = recording(
    'records',
    `trap 'printf tracing > "$file"; exit 0' INT\nwhile :; do sleep 0.05; done`,
  );
  const client = helperWith('trace-cmd', standIn);
  const { ended, events } = await threeAborted(client);
  const { traced, recording: kept } = value(ended);
  expect(counted(events)).toBe(3);
  expect(traced).toEqual({ way: 'trace-cmd', why: null });
  const { bytes } = value(await client.call('exceptions.recording', { recording: kept?.id ?? '' }));
  expect(Buffer.from(bytes, 'base64').toString()).toBe('tracing');
});

it('a trace-cmd that is killed while it records costs the file, and no event', async () => {
  const { ended, events } = await threeAborted(
    helperWith('trace-cmd', recording('killed', 'sleep 0.2; kill -9 $$')),
  );
  const { recording: none, unrecorded } = value(ended);
  expect(counted(events)).toBe(3);
  expect(none).toBeNull();
  expect(unrecorded?.code).toBe('tool-failed');
  expect(unrecorded?.message.en).toContain('trace-cmd record');
});

it('a trace-cmd that never says that it records is given up, and the lab’s own instance is', async () => {
  const silent = scratch.file('silent', '#!/bin/sh\nexec sleep 600\n', 0o755);
  const { ended, events } = await threeAborted(helperWith('trace-cmd', silent));
  expect(counted(events)).toBe(3);
  expect(value(ended).traced.way).toBe('instance');
});

it('where tracefs cannot be mounted the reason is given in mount’s own words', async () => {
  const refuses = scratch.file(
    'refuses',
    '#!/bin/sh\necho "mount: tracefs: permission denied." >&2\nexit 32\n',
    0o755,
  );
  const client = helperWith('mount', refuses);
  const outcome = await client.call('exceptions.watch', { environment, stream: 'unmounted', early: true });
  expect(outcome).toMatchObject({
    ok: false,
    failure: { code: 'tool-failed', detail: 'mount: tracefs: permission denied.' },
  });
});
