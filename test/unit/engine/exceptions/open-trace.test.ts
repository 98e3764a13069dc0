import { mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { unpackExceptionRows } from '../../../../app/contract/index.ts';
import { openTrace } from '../../../../app/engine/exceptions/open-trace.ts';
import { scratchFolder } from '../../../support/scratch.ts';

const { file, folder } = scratchFolder();
const { signal } = new AbortController();
const magic = Buffer.from([0x17, 0x08, 0x44, ...Buffer.from('tracing6\0')]);

const report = `cpus=2
            ping-12 [001]    10.000001: xdp_exception:        prog_id=7 action=ABORTED ifindex=3
            ping-12 [001]    10.000002: sched_switch:         something else
            ping-12 [000]    10.000003: xdp_redirect_err:     prog_id=7 action=REDIRECT ifindex=3 to_ifindex=9 err=-6 map_id=0 map_index=0
CPU:1 [LOST 5 EVENTS]
          <idle>-0  [001]    10.500000: xdp_exception:        prog_id=7 action=ABORTED ifindex=3
`;

const openText = (text: string | Buffer) =>
  openTrace({ kind: 'path', path: file('report.txt', text) }, signal);

let bins = 0;
/** Puts a trace-cmd of this script's behaviour before the machine's. */
const withTraceCmd = (script: string) => {
  const bin = `bin${String((bins += 1))}`;
  mkdirSync(join(folder, bin));
  file(join(bin, 'trace-cmd'), `#!/bin/sh\n${script}\n`, 0o755);
  vi.stubEnv('PATH', `${join(folder, bin)}:/usr/bin:/bin`);
};
const openBytes = (bytes: Buffer) =>
  openTrace({ kind: 'bytes', name: 'mine.dat', bytes: bytes.toString('base64') }, signal);

afterEach(() => {
  vi.unstubAllEnvs();
});

it('a report that was saved as text is read, with its groups, tasks, losses and other events', async () => {
  const opened = await openText(report);
  expect(opened).toMatchObject({
    ok: true,
    value: { name: 'report.txt', count: 3, lost: 5, otherEvents: 1, notes: [] },
  });
  if (!opened.ok) return;
  const { groups, tasks, rows } = opened.value;
  expect(groups).toMatchObject([
    { group: 0, programId: 7, actionName: 'XDP_ABORTED', count: 2, program: null, environment: null },
    { group: 1, actionName: 'XDP_REDIRECT', redirect: { errno: 6, interfaceIndex: 9 }, count: 1 },
  ]);
  expect(tasks).toEqual([
    { task: 0, name: 'ping' },
    { task: 1, name: '<idle>' },
  ]);
  expect(unpackExceptionRows(Buffer.from(rows, 'base64'))).toMatchObject([
    { timeMs: expect.closeTo(10000.001, 6) as number, group: 0, pid: 12, cpu: 1, task: 0 },
    { group: 1, cpu: 0 },
    { timeMs: 10500, group: 0, pid: 0, task: 1 },
  ]);
});

it('a report without an exception says so', async () => {
  expect(await openText('cpus=2\n')).toMatchObject({
    ok: true,
    value: { count: 0, notes: [{ en: 'It holds no event of XDP’s exceptions.' }] },
  });
});

it.each([
  ['empty', Buffer.alloc(0)],
  ['random', Buffer.from([1, 2, 3, 0, 255, 254, 0])],
  ['a pcap', Buffer.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0])],
  ['some text', Buffer.from('Dear diary,\nnothing happened.\n')],
])('a file that is %s is said to be no trace', async (_name, bytes) => {
  expect(await openText(bytes)).toMatchObject({
    ok: false,
    failure: {
      code: 'bad-input',
      message: { en: 'report.txt is neither a trace.dat nor a report of trace-cmd.' },
    },
  });
});

it('what begins as a trace.dat and is none is damaged, and leaves no file behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('xdp-lab'));
  withTraceCmd('echo "  Reading too far" >&2; exit 1');
  expect(await openBytes(magic)).toMatchObject({
    ok: false,
    failure: {
      code: 'bad-input',
      detail: 'Reading too far',
      message: { en: expect.stringContaining('cut off or damaged') as string },
    },
  });
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('xdp-lab'))).toEqual(before);
});

it('what trace-cmd says beside its report is a note', async () => {
  withTraceCmd(
    `echo cpus=1; echo 'a-1 [000] 1.5: xdp_exception: prog_id=1 action=TX ifindex=2'; echo 'end of file' >&2`,
  );
  expect(await openBytes(magic)).toMatchObject({
    ok: true,
    value: { name: 'mine.dat', count: 1, notes: [{ en: expect.stringContaining('end of file') as string }] },
  });
});

it('a missing trace-cmd is said', async () => {
  vi.stubEnv('PATH', folder);
  expect(await openBytes(magic)).toMatchObject({ ok: false, failure: { code: 'tool-missing' } });
});

it('a trace-cmd that is killed, or never ends, keeps nobody', async () => {
  withTraceCmd('kill -9 $$');
  expect(await openBytes(magic)).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  withTraceCmd('exec sleep 60');
  const gone = new AbortController();
  const opening = openTrace({ kind: 'bytes', name: 'x', bytes: magic.toString('base64') }, gone.signal);
  setTimeout(() => {
    gone.abort();
  }, 100);
  expect(await opening).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
});

it('a file that is not there, or a folder, is said', async () => {
  expect(await openTrace({ kind: 'path', path: join(folder, 'none.dat') }, signal)).toMatchObject({
    ok: false,
    failure: { code: 'not-found' },
  });
  expect(await openTrace({ kind: 'path', path: folder }, signal)).toMatchObject({
    ok: false,
    failure: { code: 'bad-input' },
  });
});
