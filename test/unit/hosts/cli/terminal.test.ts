import { PassThrough } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { processTerminal } from '../../../../app/hosts/cli/terminal.ts';

const failing = (code: string) => {
  const stdout = new PassThrough() as unknown as NodeJS.WriteStream;
  const stderr = new PassThrough() as unknown as NodeJS.WriteStream;
  const onClosed = vi.fn();
  const onUnwritable = vi.fn();
  const terminal = processTerminal({ stdout, stderr, environment: {}, onClosed, onUnwritable });
  for (let times = 0; times < 2; times += 1) stdout.emit('error', Object.assign(new Error(code), { code }));
  terminal.write('nobody reads this');
  return { onClosed, onUnwritable, written: stdout.readableLength };
};

it('hears once that the reader has gone', () => {
  const { onClosed, onUnwritable, written } = failing('EPIPE');
  expect([onClosed.mock.calls.length, onUnwritable.mock.calls.length, written]).toEqual([1, 0, 0]);
});

it('hears once that the output cannot be written, as on a full disk', () => {
  const { onClosed, onUnwritable, written } = failing('ENOSPC');
  expect([onClosed.mock.calls.length, onUnwritable.mock.calls.length, written]).toEqual([0, 1, 0]);
  expect(onUnwritable).toHaveBeenCalledWith('ENOSPC');
});
