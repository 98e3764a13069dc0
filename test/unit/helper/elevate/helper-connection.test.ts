import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { labFailure, succeed } from '../../../../app/contract/index.ts';
import { helperContract } from '../../../../app/helper/contract/index.ts';
import { holdHelper } from '../../../../app/helper/elevate/helper-connection.ts';
import { connect } from '../../../../app/rpc/index.ts';
import { memoryChannelPair } from '../../../../app/rpc/memory.ts';

describe('holding a helper', () => {
  beforeEach(() =>
    vi.useFakeTimers({
      toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'],
    }),
  );
  afterEach(() => vi.useRealTimers());

  /** A helper whose answers are as given, and whose process ends only by the signal named. */
  const held = (endsBy: string) => {
    const [ours, theirs] = memoryChannelPair();
    const signals: string[] = [];
    let end = (): void => undefined;
    const ended = new Promise<object>((resolve) => {
      end = () => {
        resolve({ exitCode: 0, said: '' });
      };
    });
    const client = connect(helperContract, ours, { gone: labFailure('helper-gone', { thing: 'pid 7' }) });
    const started = {
      channel: ours,
      ended,
      signal: (name: string) => {
        signals.push(name);
        if (name === endsBy) end();
      },
    } as unknown as Parameters<typeof holdHelper>[1];
    return { connection: holdHelper(client, started, { way: 'root', pid: 7 }), client, signals, theirs, end };
  };

  it('gives up one that answers nothing for twenty seconds, and ends it', async () => {
    const { connection, client, signals } = held('SIGKILL');
    const call = client.call('helper.probe', {});
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await call).toMatchObject({ ok: false, failure: { code: 'helper-gone' } });
    await connection.closed;
    expect(signals).toEqual(['SIGTERM', 'SIGKILL']);
    expect(await connection.dispose()).toBe(false);
  });

  it('ends one that shows no sign of life at the end without waiting for its clean-up', async () => {
    const { connection, signals } = held('SIGKILL');
    const disposed = connection.dispose();
    await vi.advanceTimersByTimeAsync(1000);
    expect(signals).toEqual(['SIGTERM', 'SIGKILL']);
    expect(await disposed).toBe(false);
  });

  it('leaves one that lives its time to clean up', async () => {
    const { connection, signals, theirs, end } = held('none');
    theirs.onMessage((message) => {
      const { id } = message as { id?: number };
      if (id !== undefined) theirs.send({ jsonrpc: '2.0', id, result: succeed({}) });
    });
    const disposed = connection.dispose();
    await connection.closed;
    await vi.advanceTimersByTimeAsync(5000);
    expect(signals).toEqual([]);
    end();
    expect(await disposed).toBe(true);
  });

  it('keeps one that answers', async () => {
    const { signals, theirs } = held('SIGTERM');
    theirs.onMessage((message) => {
      const { id } = message as { id?: number };
      if (id !== undefined) theirs.send({ jsonrpc: '2.0', id, result: succeed({}) });
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(signals).toEqual([]);
  });
});
