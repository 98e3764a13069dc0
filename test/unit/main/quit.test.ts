import type { App } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { endInOrder } from '../../../main/quit.ts';
import { app, deniable, forget } from '../../support/fake-electron.ts';
import { forgetSignals, signals } from './signals.ts';

beforeEach(() => {
  forget();
  vi.useFakeTimers();
  forgetSignals();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An app whose lab ends as told; `order` is what happened. */
const ending = (lab: () => Promise<void> = () => Promise.resolve()) => {
  const order: string[] = [];
  app.exit.mockImplementation((status) => order.push(`exit ${status}`));
  endInOrder(app as unknown as App, {
    disconnect: () => order.push('disconnect'),
    dispose: async () => {
      order.push('dispose');
      await lab();
      order.push('disposed');
    },
  });
  return order;
};

const inOrder = ['disconnect', 'dispose', 'disposed', 'exit 0'];

describe('the end', () => {
  test('takes no new work, then ends the lab, then the process', async () => {
    const order = ending();
    app.quit();
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual(inOrder);
  });

  test('lets another lab start while this one ends', async () => {
    ending(() => new Promise(() => undefined));
    expect(app.releaseSingleInstanceLock).not.toHaveBeenCalled();
    app.quit();
    await vi.advanceTimersByTimeAsync(0);
    expect(app.releaseSingleInstanceLock).toHaveBeenCalledOnce();
  });

  test('comes with the last window', async () => {
    const order = ending();
    app.emit('window-all-closed');
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual(inOrder);
  });

  test.each(signals)('comes with %s', async (signal) => {
    const order = ending();
    process.emit(signal);
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual(inOrder);
  });

  test('happens once, however often it is asked for', async () => {
    const order = ending();
    for (let times = 0; times < 3; times += 1) app.quit();
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual(inOrder);
  });

  test('waits for the lab, and Electron must not go before it', async () => {
    const order = ending(() => new Promise((resolve) => setTimeout(resolve, 9000)));
    const event = deniable({});
    app.emit('will-quit', event);
    expect(event.prevented).toBe(true);
    await vi.advanceTimersByTimeAsync(8999);
    expect(order).toEqual(['disconnect', 'dispose']);
    await vi.advanceTimersByTimeAsync(1);
    expect(order).toEqual(inOrder);
  });

  test('comes after 10 s also where the lab hangs, and is told apart by its status', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const order = ending(() => new Promise(() => undefined));
    app.quit();
    await vi.advanceTimersByTimeAsync(9999);
    expect(order).toEqual(['disconnect', 'dispose']);
    await vi.advanceTimersByTimeAsync(1);
    expect(order.at(-1)).toBe('exit 1');
    expect(said.mock.calls.join()).toContain('did not end within 10 s');
    said.mockRestore();
  });

  test('comes also where the lab cannot end', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const order = ending(() => Promise.reject(new Error('a bug')));
    app.quit();
    await vi.advanceTimersByTimeAsync(0);
    expect(order.at(-1)).toBe('exit 1');
    expect(said.mock.calls.join()).toContain('a bug');
    said.mockRestore();
  });

  test('comes also where a page hangs, so that its window never closes', async () => {
    const order = ending();
    app.emit('before-quit', deniable({}));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(order).toEqual(['exit 1']);
  });
});
