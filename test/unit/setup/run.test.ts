import { expect, test } from 'vitest';
import { reasonOf, run, succeeded } from '../../../app/setup/run.mjs';

const timeoutMs = 30_000;

test('a command that ends well has its output kept', async () => {
  const result = await run(['sh', '-c', 'echo out; echo err >&2'], { timeoutMs });
  expect(succeeded(result)).toBe(true);
  expect(result.stdout).toBe('out\n');
  expect(result.output).toContain('err');
});

test('a failing command tells its status', async () => {
  const result = await run(['sh', '-c', 'exit 3'], { timeoutMs });
  expect(succeeded(result)).toBe(false);
  expect(reasonOf(result, timeoutMs)).toBe('failed (exit status 3)');
});

test('a command that does not exist is said to be not installed', async () => {
  expect(reasonOf(await run(['xdp-lab-no-such-tool'], { timeoutMs }), timeoutMs)).toBe('is not installed');
});

test('a command ended by a signal did not succeed', async () => {
  const result = await run(['sh', '-c', 'kill -9 $$'], { timeoutMs });
  expect(result.ended).toBe('signal');
  expect(succeeded(result)).toBe(false);
});

test('a command that never ends is stopped', async () => {
  const result = await run(['sleep', '1000'], { timeoutMs: 20 });
  expect(result.ended).toBe('timeout');
  expect(reasonOf(result, 60_000)).toBe('took longer than 60 s and was stopped');
});

test('a child left behind that keeps the pipes open is not waited for', async () => {
  const result = await run(['sh', '-c', 'sleep 30 & echo $!'], { timeoutMs });
  process.kill(Number(result.stdout));
  expect(succeeded(result)).toBe(true);
});
