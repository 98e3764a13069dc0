import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { heartbeatLimitMs, watchHeartbeat } from '../../../app/helper/heartbeat.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a helper that hears nothing is told so once, after ten seconds', () => {
  const lost = vi.fn();
  watchHeartbeat(lost);
  vi.advanceTimersByTime(heartbeatLimitMs - 1);
  expect(lost).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(lost).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(10 * heartbeatLimitMs);
  expect(lost).toHaveBeenCalledOnce();
});

it('every beat begins the ten seconds anew', () => {
  const lost = vi.fn();
  const { beat } = watchHeartbeat(lost);
  for (let times = 0; times < 5; times += 1) {
    vi.advanceTimersByTime(heartbeatLimitMs - 1);
    beat();
  }
  expect(lost).not.toHaveBeenCalled();
  vi.advanceTimersByTime(heartbeatLimitMs);
  expect(lost).toHaveBeenCalledOnce();
});

it('a beat read in the last moment counts, when the process itself was held up', () => {
  const lost = vi.fn();
  const { beat } = watchHeartbeat(lost);
  vi.advanceTimersToNextTimer();
  beat();
  vi.advanceTimersByTime(heartbeatLimitMs - 1);
  expect(lost).not.toHaveBeenCalled();
});

it('nothing is waited for once it is stopped', () => {
  const lost = vi.fn();
  watchHeartbeat(lost).stop();
  vi.advanceTimersByTime(2 * heartbeatLimitMs);
  expect(lost).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
