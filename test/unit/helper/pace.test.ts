import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, labFailure, succeed, type Outcome } from '../../../app/contract/index.ts';
import { keepPace, keepStepping, type Step } from '../../../app/helper/pace.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a pace', () => {
  it('is kept, and ends', () => {
    const beat = vi.fn();
    const stop = keepPace(100, beat);
    vi.advanceTimersByTime(99);
    expect(beat).not.toHaveBeenCalled();
    vi.advanceTimersByTime(901);
    expect(beat).toHaveBeenCalledTimes(10);
    stop();
    vi.advanceTimersByTime(1000);
    expect(beat).toHaveBeenCalledTimes(10);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('can be ended by the beat itself', () => {
    const beat = vi.fn(() => {
      stop();
    });
    const stop = keepPace(100, beat);
    vi.advanceTimersByTime(1000);
    expect(beat).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is caught up with after a long beat, and what was missed is left out', () => {
    const startedAt = performance.now();
    const at: number[] = [];
    const stop = keepPace(100, () => {
      at.push(Math.round(performance.now() - startedAt));
      // Nothing else is due while it works.
      if (at.length === 2) vi.advanceTimersByTime(230);
    });
    vi.advanceTimersByTime(800);
    stop();
    expect(at.slice(0, 6)).toEqual([100, 200, 500, 600, 700, 800]);
  });

  it('is kept where each beat takes most of it', () => {
    const beat = vi.fn(() => {
      vi.advanceTimersByTime(80);
    });
    const stop = keepPace(100, beat);
    for (let beats = 1; beats <= 10; beats += 1) vi.advanceTimersToNextTimer();
    stop();
    expect(performance.now()).toBeLessThanOrEqual(1100);
    expect(beat).toHaveBeenCalledTimes(10);
  });
});

describe('steps', () => {
  const run = (step: () => Step, more: Partial<Parameters<typeof keepStepping>[0]> = {}) => {
    const ended = vi.fn();
    const signal = new AbortController();
    const all = keepStepping({
      steps: [{ intervalMs: 100, step }],
      isEnough: () => false,
      signal: signal.signal,
      ...more,
    });
    all.then(ended, ended);
    return {
      ended,
      abort: () => {
        signal.abort();
      },
    };
  };
  const failure = fail(labFailure('interface-missing', { thing: 'veth-gone' }));

  it('begin at once, and end when it is enough', async () => {
    const step = vi.fn(() => undefined);
    const { ended } = run(step, { isEnough: () => step.mock.calls.length >= 3 });
    expect(step).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1000);
    expect(step).toHaveBeenCalledTimes(3);
    expect(ended).toHaveBeenCalledWith(succeed(undefined));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('wait for one that takes longer, and leave out what falls into it', async () => {
    let finish: (outcome: Outcome<void>) => void = () => undefined;
    const step = vi.fn(
      (): Step =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    const { ended, abort } = run(step);
    await vi.advanceTimersByTimeAsync(500);
    expect(step).toHaveBeenCalledOnce();
    finish(succeed(undefined));
    await vi.advanceTimersByTimeAsync(100);
    expect(step).toHaveBeenCalledTimes(2);
    abort();
    await vi.advanceTimersByTimeAsync(100);
    expect(ended).not.toHaveBeenCalled();
    finish(succeed(undefined));
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toHaveBeenCalledWith(succeed(undefined));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('end with the first failure, and with what a step throws', async () => {
    const failed = run(() => Promise.resolve(failure));
    const thrown = new Error('a bug');
    const threw = run(() => {
      throw thrown;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(failed.ended).toHaveBeenCalledWith(failure);
    expect(threw.ended).toHaveBeenCalledWith(thrown);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('do not begin where they are over already', async () => {
    const step = vi.fn(() => undefined);
    const { ended } = run(step, { signal: AbortSignal.abort() });
    await vi.advanceTimersByTimeAsync(500);
    expect(step).not.toHaveBeenCalled();
    expect(ended).toHaveBeenCalledOnce();
  });
});
