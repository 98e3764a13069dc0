import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type { CheckReport } from '../../../app/contract/index.ts';
import { failing } from './double.ts';
import { unasked } from './lab-state-double.ts';
import { openPage } from './page.ts';

const notAllowed = labFailure('not-allowed', { thing: 'program.dryRun' });
const cannot: CheckReport = { ...failing, verdict: 'cannot', failure: notAllowed };

const opened = async (...args: Parameters<typeof openPage>) => {
  const page = openPage(...args);
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
  });
  return page;
};

/** A page of a lab that was not allowed anything yet: its checks cannot, until it is. */
const closed = async (own: Parameters<typeof openPage>[0] = {}) => {
  let granted = false;
  const page = await opened({
    'check.run': () => Promise.resolve(succeed(granted ? failing : cannot)),
    ...own,
  });
  page.changeState(unasked);
  await vi.waitFor(() => {
    expect(page.lab.session.state?.privilege).toBe('unasked');
  });
  return {
    ...page,
    grant: () => {
      granted = true;
    },
    asked: (name: string) => page.asked.filter((call) => call.name === name).length,
  };
};

test('what the lab is and holds is known from the first connection on', async () => {
  const { lab } = await opened();
  await vi.waitFor(() => {
    expect(lab.session.state).toMatchObject({ privilege: 'granted', helper: 'running' });
  });
});

test('root is asked for when a check first misses it, and once', async () => {
  const { lab } = await closed();
  expect(lab.consent.shown).toBe(false);
  await lab.save();
  expect(lab.consent.shown).toBe(true);
  expect(lab.check.report?.verdict).toBe('cannot');
  lab.consent.shown = false;
  await lab.save();
  expect(lab.consent.shown).toBe(false);
});

test('once allowed, what was missed is done again', async () => {
  const { lab, grant, asked } = await closed();
  await lab.run();
  grant();
  await lab.consent.allow();
  expect(lab.consent.shown).toBe(false);
  expect(asked('check.run')).toBe(2);
  expect(lab.check.report?.verdict).toBe('fail');
  expect(lab.session.state?.privilege).toBe('granted');
});

test('“not now” is kept to, and the check is not repeated', async () => {
  const { lab, asked } = await closed();
  await lab.save();
  await lab.consent.refuse();
  expect(lab.session.state?.privilege).toBe('refused');
  await lab.save();
  expect(lab.consent.shown).toBe(false);
  expect(asked('lab.refuse')).toBe(1);
  expect(asked('check.run')).toBe(2);
});

test('after a reload a refusal is still kept to', async () => {
  const { lab, changeState } = await closed();
  changeState({ privilege: 'refused' });
  await vi.waitFor(() => {
    expect(lab.session.state?.privilege).toBe('refused');
  });
  await lab.save();
  expect(lab.consent.shown).toBe(false);
});

test('where the system refuses, the learner reads why, and may ask again for the same', async () => {
  let willing = false;
  const { lab, asked } = await closed({
    'lab.allow': () =>
      Promise.resolve(
        willing
          ? succeed({ ...unasked, privilege: 'granted' as const })
          : fail(labFailure('elevation-refused', { thing: 'pkexec' })),
      ),
  });
  await lab.save();
  await lab.consent.allow();
  expect(lab.failures.current?.code).toBe('elevation-refused');
  expect(lab.consent.shown).toBe(false);
  willing = true;
  lab.consent.ask(lab.failures.again);
  await lab.consent.allow();
  expect(lab.failures.current).toBeUndefined();
  expect(asked('check.run')).toBe(2);
});

test('a learner who says no while the system asks reads no failure', async () => {
  let answer: () => void = () => undefined;
  const { lab } = await closed({
    'lab.allow': () =>
      new Promise((resolve) => {
        answer = () => {
          resolve(fail(labFailure('cancelled', { thing: 'lab.allow' })));
        };
      }),
  });
  lab.consent.ask();
  const allowing = lab.consent.allow();
  expect(lab.consent.asking).toBe(true);
  await lab.consent.refuse();
  answer();
  await allowing;
  expect(lab.failures.current).toBeUndefined();
  expect(lab.consent.asking).toBe(false);
});

test('a call of another pane that misses root asks for it, and is repeated', async () => {
  const { lab } = await closed();
  const again = vi.fn();
  lab.failures.take(fail(notAllowed), again);
  expect(lab.consent.shown).toBe(true);
  await lab.consent.allow();
  expect(again).toHaveBeenCalledOnce();
});

test('after the helper has gone, the last save or run is done again', async () => {
  const { lab, asked } = await opened({
    'check.run': () => Promise.resolve(fail(labFailure('helper-gone', { thing: 'check' }))),
  });
  await lab.save();
  expect(lab.failures.current?.code).toBe('helper-gone');
  await lab.failures.again?.();
  const runs = asked.filter(({ name }) => name === 'check.run');
  expect(runs.map(({ input }) => (input as { only?: string }).only)).toEqual(['vectors', 'vectors']);
});

test('an environment is taken down, and meanwhile is known to be leaving', async () => {
  let finish: () => void = () => undefined;
  const { lab, asked, changeState } = await opened({
    'env.down': () =>
      new Promise((resolve) => {
        finish = () => {
          changeState({ environments: [] });
          resolve(succeed({ removed: true, commands: [] }));
        };
      }),
  });
  changeState({ environments: [{ name: 'veth-packet01', program: null }] });
  await vi.waitFor(() => {
    expect(lab.session.state?.environments).toHaveLength(1);
  });
  const taking = lab.session.takeDown('veth-packet01');
  await vi.waitFor(() => {
    expect(asked.map(({ name }) => name)).toContain('env.down');
  });
  expect(lab.session.leaving).toEqual(['veth-packet01']);
  finish();
  await taking;
  expect(lab.session.leaving).toEqual([]);
  expect(lab.session.state?.environments).toEqual([]);
});

test('running again while it runs stops the first run and shows the second', async () => {
  const signals: AbortSignal[] = [];
  const { lab } = await opened({
    'check.run': (_, { signal }) => {
      signals.push(signal);
      return signals.length === 1 ? new Promise(() => undefined) : Promise.resolve(succeed(failing));
    },
  });
  void lab.run();
  await vi.waitFor(() => {
    expect(signals).toHaveLength(1);
  });
  await lab.run();
  await vi.waitFor(() => {
    expect(signals[0]?.aborted).toBe(true);
  });
  expect(lab.check.report).toBeDefined();
  expect(lab.check.running).toBeUndefined();
});
