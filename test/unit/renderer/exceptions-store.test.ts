import { expect, test } from 'vitest';
import { errnoName } from '../../../renderer/exceptions/errno-name.ts';
import { relativeTime, rowTime } from '../../../renderer/exceptions/row-time.ts';
import { share } from '../../../renderer/exceptions/share.ts';
import { ExceptionLog } from '../../../renderer/state/exception-log.svelte.ts';
import { ExceptionStore } from '../../../renderer/state/exception-store.ts';
import { aborted, batch, redirected, rowsOf, startMs } from './exceptions-double.ts';

test('the newest rows are kept, the first moment and every count stay', () => {
  const store = new ExceptionStore();
  store.take(batch(rowsOf(9000), { groups: [{ ...aborted, count: 9000 }] }));
  store.take(batch(rowsOf(3000, 0, 9000), { groups: [{ ...aborted, count: 12_000 }] }));
  const seen = store.look();
  expect(seen).toMatchObject({ events: 12_000, first: 2000, end: 12_000, startMs });
  expect(store.row(1999)).toBeUndefined();
  expect(store.row(2000)?.timeMs).toBe(startMs + 2000);
  expect(store.row(11_999)?.timeMs).toBe(startMs + 11_999);
  expect(store.row(12_000)).toBeUndefined();
});

test('of a batch larger than what is kept its end is kept, and its first moment known', () => {
  const store = new ExceptionStore(100);
  store.take(batch(rowsOf(1000), { groups: [{ ...aborted, count: 1000 }] }));
  expect(store.look()).toMatchObject({ events: 1000, first: 900, end: 1000, startMs });
  expect(store.row(900)?.timeMs).toBe(startMs + 900);
});

test('a group whose rows are all older is counted, and has none to show', () => {
  const store = new ExceptionStore(10);
  store.take(batch(rowsOf(1, 1), { groups: [redirected] }));
  store.take(batch(rowsOf(20), { groups: [{ ...aborted, count: 20 }] }));
  const seen = store.look();
  expect(seen.groups.map(({ count }) => count)).toEqual([1, 20]);
  const [rare, often] = seen.groups.map(({ group }) => store.numbersOf(group, seen));
  expect(rare).toEqual([]);
  expect(often).toHaveLength(10);
});

test('however many batches come between two frames, readers are told once', () => {
  const frames: (() => void)[] = [];
  const log = new ExceptionLog((tell) => frames.push(tell));
  for (let count = 1; count <= 50; count++)
    log.take(batch(rowsOf(1, 0, count), { groups: [{ ...aborted, count }] }));
  expect(frames).toHaveLength(1);
  expect(log.seen.events).toBe(0);
  frames[0]?.();
  expect(log.seen.events).toBe(50);
  log.take(batch([], {}));
  expect(frames).toHaveLength(2);
});

test('times are written to the microsecond', () => {
  const local = new Date(2026, 0, 1, 9, 8, 7).getTime();
  expect(rowTime(local + 5.25, 'local')).toBe('09:08:07.005 250');
  expect(rowTime(local + 999.9999, 'local')).toBe('09:08:08.000 000');
  expect(rowTime(1_234_567.891, 'recording')).toBe('1234.567891');
  expect(relativeTime(startMs + 1500.25, startMs)).toBe('+1.500250');
});

test('a share is never rounded to nothing or to all', () => {
  expect(share(1, 4, 'en')).toBe('25%');
  expect(share(1, 1_000_000, 'en')).toBe('< 0.1%');
  expect(share(999_999, 1_000_000, 'en')).toBe('> 99.9%');
  expect(share(3, 3, 'en')).toBe('100%');
  expect(share(0, 0, 'ja')).toBe('0%');
});

test('an error is named as errno.h names it', () => {
  expect(errnoName(6)).toBe('ENXIO');
  expect(errnoName(4000)).toBe('errno 4000');
});
