import { expect, test, vi } from 'vitest';
import { succeed } from '../../../app/contract/index.ts';
import { failing } from './double.ts';
import { openPage } from './page.ts';

const bounds = { lesson: 'packets', assignment: 'bounds' };
const counted = { source: 'xdp_stats_map', counts: { XDP_DROP: 7 } };

const opened = async (own: Parameters<typeof openPage>[0] = {}) => {
  const page = openPage(own);
  await vi.waitFor(() => {
    expect(page.lab.work.openedKey).toBeDefined();
  });
  return page;
};

test('an assignment that is opened again shows what came of it last, for this code and for other code', async () => {
  const { lab } = await opened();
  await lab.save();
  await lab.open({ ...bounds, assignment: 'ports' });
  await lab.open(bounds);
  await vi.waitFor(() => {
    expect(lab.check.report?.verdict).toBe('fail');
  });
  expect(lab.check.lamp('load')).toBe('fail');
  lab.edit('prog.c', 'int other;');
  expect(lab.check.lamp('load')).toBe('stale');
});

test('a save leaves the counters of the last run', async () => {
  const { lab } = await opened({
    'check.run': ({ only }) => Promise.resolve(succeed({ ...failing, counters: only ? null : counted })),
  });
  expect(lab.check.counters).toBeUndefined();
  await lab.run();
  expect(lab.check.counters).toEqual(counted);
  await lab.save();
  expect(lab.check.counters).toEqual(counted);
  await lab.open({ ...bounds, assignment: 'ports' });
  expect(lab.check.counters).toBeUndefined();
});

test('what is read on is followed without moving anything, and the lab hears of it', async () => {
  const { lab, asked } = await opened();
  const { sought } = lab.lessons;
  lab.lessons.follow('mend');
  expect(lab.lessons.step).toBe('mend');
  expect(lab.lessons.sought).toBe(sought);
  await vi.waitFor(() => {
    expect(asked.findLast(({ name }) => name === 'progress.visit')?.input).toEqual({
      ...bounds,
      step: 'mend',
    });
  });
  await lab.lessons.visit('look');
  expect(lab.lessons.sought).not.toBe(sought);
});

test('a program is known to be of the assignment that was run when it was attached', async () => {
  const page = await opened({
    'check.run': () => {
      page.changeState({
        environments: [
          {
            name: 'veth-packet01',
            program: { interface: 'veth-packet01', mode: 'native', id: 41, name: 'xdp', tag: 'aa' },
          },
        ],
      });
      return Promise.resolve(succeed(failing));
    },
  });
  await page.lab.run();
  expect(page.lab.attachments.ownerOf(41)).toEqual(bounds);
  expect(page.lab.attachments.ownerOf(40)).toBeUndefined();
});
