import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import {
  unpackExceptionRows,
  type ExceptionGroupSeen,
  type ExceptionRowsSeen,
  type InputOf,
  type Outcome,
  type WatchedExceptions,
} from '../../app/contract/index.ts';
import type { HelperContract } from '../../app/helper/contract/index.ts';
import { bpfObject } from '../support/bpf-object.ts';
import { createHelperProcesses } from '../support/helper-process.ts';
import { labHelper, value } from '../support/lab-helper.ts';
import { programFile, tappedObject } from '../support/tapped-object.ts';

const environment = 'veth-except';
const lab = labHelper({ name: environment, number: 151 });
const object = bpfObject('exceptions');

const attach = async (program: string, { tapped = false, to = environment } = {}): Promise<number> => {
  const attachment = value(
    await lab.call('program.attach', {
      ...{ environment: to, program, mode: 'native', loader: 'xdp-loader', object },
      ...(tapped && { tapped: await tappedObject(programFile('exceptions'), program) }),
    }),
  );
  return attachment.attached.id;
};

const ping = async (count: number, from = environment): Promise<void> => {
  const traffic = { environment: from, family: 'ip6', count, intervalMs: 2, lengthBytes: 56 } as const;
  value(await lab.call('traffic.ping', traffic));
};

type Watch = Partial<InputOf<HelperContract, 'exceptions.watch'>>;

let streams = 0;

/** Listens while a job runs; answers what was heard of it, and how it ended. */
const listening = async (job: () => Promise<unknown>, options: Watch = {}) => {
  const stream = `test-${String((streams += 1))}`;
  const events: ExceptionRowsSeen[] = [];
  const ended = await heard(stream, events, options, async () => {
    await job();
    value(await lab.call('exceptions.stop', { stream }));
  });
  const groups = new Map<number, ExceptionGroupSeen>();
  for (const event of events) for (const group of event.groups) groups.set(group.group, group);
  const rows = events.flatMap((event) => unpackExceptionRows(Buffer.from(event.rows, 'base64')));
  const tasks = new Map(events.flatMap((event) => event.tasks.map(({ task, name }) => [task, name])));
  return { ended, groups: [...groups.values()], rows, tasks, events };
};

const heard = async (
  stream: string,
  events: ExceptionRowsSeen[],
  options: Watch,
  job: () => Promise<unknown>,
): Promise<Outcome<WatchedExceptions>> => {
  const { client } = lab.connection();
  let off: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    off = client.on('exceptions.rows', (event) => {
      if (event.stream !== stream) return;
      events.push(event);
      resolve();
    });
  });
  const watching = client.call('exceptions.watch', { environment, stream, ...options });
  const first = await Promise.race([begun, watching]);
  if (first) return first;
  await job();
  const outcome = await watching;
  off();
  return outcome;
};

afterEach(async () => {
  await lab.call('program.detach', { environment, loader: 'xdp-loader' });
});

it('every aborted packet is one event, with its program, action, interface and task', async () => {
  const id = await attach('xdp_aborts_all');
  const before = Date.now();
  const { groups, rows, tasks, ended } = await listening(() => ping(20));
  expect(groups).toMatchObject([
    {
      event: 'xdp_exception',
      programId: id,
      program: 'xdp_aborts_all',
      environment,
      action: 0,
      interface: environment,
      redirect: null,
      count: 20,
    },
  ]);
  expect(rows).toHaveLength(20);
  for (const { timeMs, task, group } of rows) {
    expect(group).toBe(0);
    expect(timeMs).toBeGreaterThan(before - 50);
    expect(timeMs).toBeLessThan(Date.now() + 50);
    expect(tasks.get(task)).toBeTypeOf('string');
  }
  expect(rows.map(({ timeMs }) => timeMs)).toEqual(
    rows.map(({ timeMs }) => timeMs).toSorted((a, b) => a - b),
  );
  expect(value(ended)).toMatchObject({ events: 20, lost: 0, recording: null, unrecorded: null });
});

it('the tapped program has the learner’s name', async () => {
  await attach('xdp_aborts_all', { tapped: true });
  const { groups } = await listening(() => ping(3));
  expect(groups).toMatchObject([{ program: 'xdp_aborts_all', action: 0, count: 3 }]);
});

it('a value that is no action is said as it is', async () => {
  await attach('xdp_seventeen');
  const { groups } = await listening(() => ping(3));
  expect(groups).toMatchObject([{ program: 'xdp_seventeen', action: 17, count: 3 }]);
});

it('a drop is no exception', async () => {
  await attach('xdp_drops_all');
  const { groups, ended } = await listening(() => ping(3));
  expect(groups).toEqual([]);
  expect(value(ended)).toMatchObject({ events: 0, lost: 0 });
});

it('a redirect that fails says its error and where it was to go', async () => {
  await attach('xdp_redirects_nowhere');
  const { groups } = await listening(() => ping(3));
  expect(groups).toContainEqual(
    expect.objectContaining({
      event: 'xdp_redirect_err',
      program: 'xdp_redirects_nowhere',
      action: 4,
      redirect: expect.objectContaining({ errno: 22, interfaceIndex: 2147483 }) as unknown,
      count: 3,
    }),
  );
});

it('a program is named after another has taken its place', async () => {
  const first = await attach('xdp_aborts_all');
  let second = 0;
  const { groups } = await listening(async () => {
    await ping(2);
    second = await attach('xdp_aborts_too');
    await ping(3);
  });
  expect(groups).toMatchObject([
    { programId: first, program: 'xdp_aborts_all', count: 2 },
    { programId: second, program: 'xdp_aborts_too', count: 3 },
  ]);
});

it('a program that was attached by hand is the environment’s, too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'test-xdp-'));
  const file = join(folder, 'by-hand.o');
  writeFileSync(file, Buffer.from(object, 'base64'));
  try {
    const { groups } = await listening(async () => {
      // iproute2 mounts bpffs where there is none: that is to be gone with it.
      const link = [
        'link',
        'set',
        'dev',
        environment,
        'xdpgeneric',
        'obj',
        file,
        'program',
        'xdp_aborts_too',
      ];
      execFileSync('unshare', ['--mount', 'ip', ...link]);
      await ping(2);
    });
    expect(groups).toMatchObject([{ program: 'xdp_aborts_too', environment }]);
    // The interface may send a word of its own when it changes.
    expect(groups[0]?.count).toBeGreaterThanOrEqual(2);
  } finally {
    execFileSync('ip', ['link', 'set', 'dev', environment, 'xdpgeneric', 'off']);
    rmSync(folder, { recursive: true });
  }
});

it('other programs of the machine are heard only where that is asked for', async () => {
  const other = 'veth-except-2';
  value(await lab.call('env.up', { name: other, number: 152 }));
  await attach('xdp_aborts_all', { to: other });
  expect((await listening(() => ping(3, other))).groups).toEqual([]);
  const { groups } = await listening(() => ping(3, other), { others: true });
  expect(groups).toMatchObject([{ environment: other, program: 'xdp_aborts_all', count: 3 }]);
  value(await lab.call('env.down', { name: other }));
});

it('too many different values are counted together, and none is lost', async () => {
  await attach('xdp_anything');
  const flood = () => {
    execFileSync('nsenter', [
      `--net=/run/netns/${environment}`,
      ...['ping', '-q', '-l', '1300', '-c', '1300', '-w', '1', `fc00:dead:cafe:97::1`],
    ]);
  };
  const { groups, rows, ended } = await listening(() => {
    try {
      flood();
    } catch {
      // ping fails where nobody answers.
    }
    return Promise.resolve();
  });
  const { events, lost } = value(ended);
  expect(lost).toBe(0);
  expect(rows).toHaveLength(events);
  expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(events);
  expect(groups.length).toBeLessThanOrEqual(1001);
  expect(events).toBeGreaterThan(1100);
  expect(groups.some(({ action }) => action === null)).toBe(true);
});

it('what was recorded is a trace.dat that trace-cmd reads', async () => {
  await attach('xdp_aborts_all');
  const { ended, events } = await listening(() => ping(5), { record: true });
  const { recording, unrecorded, commands, traced } = value(ended);
  expect(unrecorded).toBeNull();
  expect(events[0]?.traced).toEqual(traced);
  expect(commands.some(({ argv }) => argv[0] === 'trace-cmd')).toBe(true);
  const { bytes } = value(await lab.call('exceptions.recording', { recording: recording?.id ?? '' }));
  const folder = mkdtempSync(join(tmpdir(), 'test-xdp-'));
  try {
    const file = join(folder, 'trace.dat');
    writeFileSync(file, Buffer.from(bytes, 'base64'));
    const report = execFileSync('trace-cmd', ['report', '-i', file], { encoding: 'utf8' });
    expect(report.match(/xdp_exception: +prog_id=\d+ action=ABORTED/g)).toHaveLength(5);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('only the last three recordings are kept', async () => {
  const ids: string[] = [];
  for (let time = 0; time < 4; time += 1) {
    const { ended } = await listening(() => Promise.resolve(), { record: true });
    ids.push(value(ended).recording?.id ?? '');
  }
  const [first = '', second = ''] = ids;
  expect(await lab.call('exceptions.recording', { recording: first })).toMatchObject({
    ok: false,
    failure: { code: 'not-found' },
  });
  expect(await lab.call('exceptions.recording', { recording: second })).toMatchObject({ ok: true });
});

it('a watch ends by itself after its seconds, and by being cancelled', async () => {
  const events: ExceptionRowsSeen[] = [];
  const outcome = await heard('seconds', events, { seconds: 0.2 }, () => Promise.resolve());
  expect(value(outcome)).toMatchObject({ events: 0 });
  const gone = new AbortController();
  const cancelled = lab
    .connection()
    .client.call('exceptions.watch', { environment, stream: 'cancelled' }, { signal: gone.signal });
  gone.abort();
  await cancelled;
  await expect
    .poll(() => lab.call('exceptions.stop', { stream: 'cancelled' }))
    .toMatchObject({ ok: false, failure: { code: 'not-found' } });
});

it('an environment that does not stand is said, unless it is waited for', async () => {
  const missing = 'veth-except-3';
  const outcome = await lab.call('exceptions.watch', { environment: missing, stream: 'missing' });
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'env-missing' } });
  const { groups } = await listening(
    async () => {
      value(await lab.call('env.up', { name: missing, number: 153 }));
      await attach('xdp_aborts_all', { to: missing });
      await ping(2, missing);
      value(await lab.call('env.down', { name: missing }));
    },
    { environment: missing, early: true },
  );
  expect(groups).toMatchObject([{ environment: missing, count: 2 }]);
});

it('one stream is watched once, and only a running one can be stopped', async () => {
  const { ended } = await listening(async () => {
    const again = await lab.call('exceptions.watch', { environment, stream: `test-${String(streams)}` });
    expect(again).toMatchObject({ ok: false, failure: { code: 'busy' } });
  });
  expect(ended.ok).toBe(true);
  expect(await lab.call('exceptions.stop', { stream: 'never' })).toMatchObject({
    ok: false,
    failure: { code: 'not-found' },
  });
});

/** Looks into tracefs through a mount of its own. */
const tracing = <T>(look: (tracefs: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'test-xdp-tracefs-'));
  execFileSync('mount', ['-t', 'tracefs', 'tracefs', folder]);
  try {
    return look(folder);
  } finally {
    execFileSync('umount', [folder]);
    rmdirSync(folder);
  }
};

const settings = [
  'tracing_on',
  'current_tracer',
  'trace_clock',
  'set_event',
  'buffer_size_kb',
  'trace_options',
];
const machineSettings = () =>
  tracing((tracefs) => settings.map((name) => [name, readFileSync(join(tracefs, name), 'utf8')]));
const instancesOf = (pid: number) =>
  tracing((tracefs) =>
    readdirSync(join(tracefs, 'instances')).filter((name) => name.includes(`-lab-${pid}-`)),
  );

it('a helper that is killed in the middle leaves nothing behind once the next one has started', async () => {
  const before = machineSettings();
  const helpers = createHelperProcesses();
  const killed = helpers.start();
  value(await killed.client.call('helper.hello', {}));
  const begun = new Promise((resolve) => {
    killed.client.on('exceptions.rows', resolve);
  });
  void killed.client.call('exceptions.watch', {
    ...{ environment: 'veth-except-4', stream: 'killed' },
    ...{ early: true, record: true },
  });
  await begun;
  expect(instancesOf(killed.pid).length).toBeGreaterThanOrEqual(2);
  expect(machineSettings()).toEqual(before);
  killed.kill('SIGKILL');
  await killed.ended;
  const next = helpers.start();
  value(await next.client.call('helper.hello', {}));
  await expect.poll(() => instancesOf(killed.pid)).toEqual([]);
  await helpers.endAll();
  expect(machineSettings()).toEqual(before);
});
