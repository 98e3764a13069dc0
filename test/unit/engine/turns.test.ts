import { describe, expect, it } from 'vitest';
import { createTurnsByName } from '../../../app/engine/turns.ts';

describe('taking turns by name', () => {
  const job = (log: string[], name: string) => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    return {
      end,
      run: async () => {
        log.push(`${name} begins`);
        await ended;
        log.push(`${name} ends`);
      },
    };
  };

  it('lets the second on one name begin when the first has ended', async () => {
    const turns = createTurnsByName();
    const log: string[] = [];
    const first = job(log, 'first');
    const second = job(log, 'second');
    const both = Promise.all([turns('veth', first.run), turns('veth', second.run)]);
    second.end();
    first.end();
    await both;
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('does not make other names wait', async () => {
    const turns = createTurnsByName();
    const log: string[] = [];
    const slow = job(log, 'slow');
    const waiting = turns('veth-a', slow.run);
    await turns('veth-b', async () => Promise.resolve(log.push('other')));
    slow.end();
    await waiting;
    expect(log).toEqual(['slow begins', 'other', 'slow ends']);
  });

  it('goes on after a job that failed, whose own caller is told', async () => {
    const turns = createTurnsByName();
    const failing = turns('veth', () => Promise.reject(new Error('no')));
    const next = turns('veth', () => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
