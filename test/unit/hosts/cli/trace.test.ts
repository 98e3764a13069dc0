import { expect, it } from 'vitest';
import { packExceptionRows, type ExceptionGroup } from '../../../../app/contract/index.ts';
import {
  createRowReader,
  renderGroups,
  renderOpened,
  renderRow,
  renderTraced,
} from '../../../../app/hosts/cli/render/trace.ts';
import { createStyle } from '../../../../app/hosts/cli/render/style.ts';

const style = createStyle(false);

const group = (own: Partial<ExceptionGroup> = {}): ExceptionGroup => ({
  ...{ group: 0, event: 'xdp_exception', programId: 7, program: 'xdp_prog', environment: 'veth-x' },
  ...{ action: 0, actionName: 'XDP_ABORTED', interfaceIndex: 3, interface: 'veth-x', redirect: null },
  ...{ count: 4, meaning: { en: 'It went wrong.', ja: '問題が起きました。' } },
  ...own,
});
const packed = Buffer.from(
  packExceptionRows([{ timeMs: 1_700_000_000_123.4567, group: 0, pid: 12, cpu: 1, task: 0 }]),
).toString('base64');
const batch = { tasks: [{ task: 0, name: 'ping' }], groups: [group()], rows: packed };

it('a row says when, where, who, what and by which program', () => {
  const [row] = createRowReader().read(batch);
  if (!row) throw new Error('no row was read');
  expect(renderRow(row, 'en', style)).toMatch(
    /^\d\d:\d\d:\d\d\.12345\d {2}CPU 1 {2}ping-12 +XDP_ABORTED +xdp_prog \(7\) +veth-x\n$/,
  );
});

it('later batches name neither the task nor the group again', () => {
  const reader = createRowReader();
  reader.read(batch);
  expect(reader.read({ tasks: [], groups: [], rows: packed })).toMatchObject([{ task: 'ping', pid: 12 }]);
  expect(reader.read({ tasks: [], groups: [group({ count: 9 })], rows: '' })).toEqual([]);
  expect(reader.groups()).toMatchObject([{ count: 9 }]);
});

it('a redirect says where it was to go', () => {
  const redirect = { errno: 6, interfaceIndex: 9, mapId: 0, mapIndex: 0 };
  const [row] = createRowReader().read({
    ...batch,
    groups: [group({ redirect, program: null, interface: null })],
  });
  if (!row) throw new Error('no row was read');
  expect(renderRow(row, 'en', style)).toContain('unknown program (7)  ifindex 3 → ifindex 9 (errno 6)');
  const toMap = group({ redirect: { ...redirect, mapId: 21, mapIndex: 2 } });
  expect(renderGroups([toMap], 0, 'en', style)).toContain('map 21[2]');
});

it('what came in all is told by count, with its meaning and what was lost', () => {
  const text = renderGroups([group(), group({ group: 1, count: 9, actionName: '17' })], 3, 'ja', style);
  expect(text.indexOf('9 × 17')).toBeLessThan(text.indexOf('4 × XDP_ABORTED'));
  expect(text).toContain('問題が起きました。');
  expect(text).toContain('3 件のイベントを取りこぼしました');
  expect(renderGroups([], 0, 'en', style)).toContain('XDP_DROP is none');
});

it('which way is in use, and why not trace-cmd', () => {
  const why = "trace-cmd: Operation not permitted\n  Can't write";
  expect(renderTraced({ way: 'instance', why }, 'en', style)).toBe(
    'listening: through the lab’s own trace instance (trace-cmd record cannot run here: Operation not permitted)\n',
  );
  expect(renderTraced({ way: 'trace-cmd', why: null }, 'en', style)).toBe(
    'listening: recorded by trace-cmd record\n',
  );
});

it('an opened recording has seconds of its own clock, and its notes', () => {
  const opened = { ...batch, ...{ name: 't.dat', count: 1, lost: 2, otherEvents: 0, commands: [] } };
  const text = renderOpened({ ...opened, notes: [{ en: 'Cut off.', ja: '途中まで。' }] }, 'en', style);
  expect(text).toMatch(/^1700000000\.12345\d /);
  expect(text).toContain('Cut off.');
  expect(text).toContain('2 events were lost');
});
