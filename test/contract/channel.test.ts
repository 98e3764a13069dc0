import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { labFailure } from '../../app/contract/index.ts';
import { connect } from '../../app/rpc/index.ts';
import type { Channel, Client } from '../../app/rpc/index.ts';
import { contract } from './fixture/contract.ts';
import type { FixtureContract } from './fixture/contract.ts';
import { transports } from './transports.ts';
import type { Server } from './transports.ts';

const gone = labFailure('helper-gone', { thing: 'the fixture' });

describe.each(transports)('a contract over $name', ({ start, shared }) => {
  let server: Server;
  let folder: string;
  const open: Client<FixtureContract>[] = [];

  const client = async (channel?: Channel): Promise<Client<FixtureContract>> => {
    const connected = connect(contract, channel ?? (await server.open()), { gone });
    open.push(connected);
    return connected;
  };
  const hear = (from: Client<FixtureContract>, name: 'welcome' | 'waiting'): Promise<unknown> =>
    new Promise((resolve) => {
      from.on(name, resolve);
    });

  beforeAll(async () => {
    server = await start();
    folder = mkdtempSync(join(tmpdir(), 'xdp-lab-contract-'));
  });
  afterEach(() => {
    for (const connected of open.splice(0)) connected.close();
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it('carries a call and its answer, characters of every script included', async () => {
    const lab = await client();
    const answer = await lab.call('repeat', { text: 'パケット\n', times: 2, of: { side: 'inner' } });
    expect(answer).toEqual({ ok: true, value: { text: 'パケット\nパケット\n', side: 'inner' } });
  });

  it('fills in the defaults of what the caller left out', async () => {
    const lab = await client();
    expect(await lab.call('repeat', { text: 'once' })).toEqual({
      ok: true,
      value: { text: 'once', side: null },
    });
  });

  it('answers a bad input as a failure that names the field, the value and what is expected', async () => {
    const lab = await client();
    const answer = await lab.call('repeat', { text: 'x', of: { side: 'upper' as 'outer' } });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
    if (answer.ok) return;
    expect(answer.failure.message.en).toBe(
      'repeat: of.side cannot be "upper"; expected is ("inner" | "outer").',
    );
    expect(answer.failure.message.ja).toContain('of.side');
  });

  it('quotes only the beginning of a long bad input', async () => {
    const lab = await client();
    const answer = await lab.call('weigh', { bytes: '!'.repeat(100_000) });
    expect(JSON.stringify(answer).length).toBeLessThan(1000);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  });

  it('carries an expected failure as data', async () => {
    const lab = await client();
    const failure = labFailure('env-missing', { thing: 'veth-x', detail: 'nothing there' });
    expect(await lab.call('refuse', {})).toEqual({ ok: false, failure });
  });

  it("rejects a call whose handler threw with the bug's message, and goes on serving", async () => {
    const lab = await client();
    await expect(lab.call('explode', {})).rejects.toThrow(/^the boiler burst$/);
    expect(await lab.call('repeat', { text: 'still here' })).toMatchObject({ ok: true });
  });

  it('rejects an answer that does not fit the contract', async () => {
    const lab = await client();
    await expect(lab.call('drift', { what: 'answer' })).rejects.toThrow(
      'the answer to drift does not fit: value.text: string but got 3',
    );
  });

  it('hangs up on a service whose events do not fit the contract, and says why', async () => {
    const lab = await client();
    expect(await lab.call('drift', { what: 'event' })).toEqual({
      ok: false,
      failure: { ...gone, detail: 'the event counted does not fit: n: number but got "three"' },
    });
    await lab.closed;
  });

  it('tells the handler when its caller aborts, and waits for its answer', async () => {
    const lab = await client();
    const waiting = hear(lab, 'waiting');
    const controller = new AbortController();
    const answer = lab.call('wait', {}, { signal: controller.signal });
    await waiting;
    controller.abort();
    expect(await answer).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  it('aborts the handler of a call that was aborted before it was made', async () => {
    const lab = await client();
    expect(await lab.call('wait', {}, { signal: AbortSignal.abort() })).toMatchObject({
      ok: false,
      failure: { code: 'cancelled' },
    });
  });

  it('answers gone to the calls under way when the channel closes, and to later ones', async () => {
    const lab = await client();
    const waiting = hear(lab, 'waiting');
    const answer = lab.call('wait', {});
    await waiting;
    lab.close();
    expect(await answer).toEqual({ ok: false, failure: gone });
    expect(await lab.call('repeat', { text: 'late' })).toEqual({ ok: false, failure: gone });
    await lab.closed;
  });

  it('aborts the handlers under way when the channel closes', async () => {
    const lab = await client();
    const note = join(folder, 'aborted');
    const waiting = hear(lab, 'waiting');
    const answer = lab.call('wait', { note });
    await waiting;
    lab.close();
    await answer;
    await vi.waitFor(() => {
      expect(existsSync(note)).toBe(true);
    }, 5000);
  });

  it('delivers events in the order in which they were sent, and before the answer that followed them', async () => {
    const lab = await client();
    const heard: number[] = [];
    lab.on('counted', ({ n }) => heard.push(n));
    await lab.call('count', { to: 500 });
    expect(heard).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
  });

  it('stops calling a listener that was taken off', async () => {
    const lab = await client();
    const heard = vi.fn();
    const off = lab.on('counted', heard);
    await lab.call('count', { to: 1 });
    off();
    await lab.call('count', { to: 1 });
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('carries 8 MB both ways in one message', async () => {
    const lab = await client();
    const lengthBytes = 8 * 1024 * 1024;
    const bytes = Buffer.alloc(lengthBytes, 'packets of every size ').toString('base64');
    const answer = await lab.call('weigh', { bytes });
    expect(answer.ok && answer.value.lengthBytes).toBe(lengthBytes);
    expect(answer.ok && answer.value.bytes === bytes).toBe(true);
  });

  it('keeps many calls at once apart', async () => {
    const lab = await client();
    const texts = Array.from({ length: 200 }, (_, index) => `call ${index}`);
    const answers = await Promise.all(texts.map((text) => lab.call('repeat', { text })));
    expect(answers.map((answer) => answer.ok && answer.value.text)).toEqual(texts);
  });

  it('serves two clients, and one that leaves does not disturb the other', async () => {
    const one = await client();
    const two = await client();
    const heard: number[] = [];
    two.on('counted', ({ n }) => heard.push(n));
    expect(await one.call('count', { to: 2 })).toEqual({ ok: true, value: { last: 2 } });
    one.close();
    expect(await two.call('count', { to: 3 })).toEqual({ ok: true, value: { last: 3 } });
    expect(heard).toEqual(shared ? [1, 2, 1, 2, 3] : [1, 2, 3]);
  });

  it('keeps the messages that came before anybody listened', async () => {
    const channel = await server.open();
    const early = new Promise<unknown>((resolve) => {
      const stop = channel.onMessage((message) => {
        stop();
        resolve(message);
      });
    });
    // The greeting shows that messages arrive; the answer to a call made now comes while nobody listens.
    await early;
    channel.send({ jsonrpc: '2.0', method: 'count', id: 'before', params: { to: 1 } });
    const other = await client();
    await other.call('repeat', { text: 'a round trip later' });
    const late = await new Promise((resolve) => {
      channel.onMessage((message) => {
        if ((message as { id?: string }).id === 'before') resolve(message);
      });
    });
    expect(late).toMatchObject({ id: 'before', result: { ok: true, value: { last: 1 } } });
    channel.close();
  });

  it('greets every connection before anything else', async () => {
    const lab = await client();
    expect(await hear(lab, 'welcome')).toEqual({ text: 'good morning' });
  });

  it('hangs up on garbage, and goes on serving the others', async () => {
    const other = await client();
    await server.garble();
    expect(await other.call('repeat', { text: 'unimpressed' })).toMatchObject({ ok: true });
  });

  it('rejects a call that the service does not know', async () => {
    const lab = await client();
    await expect(lab.call('toString' as 'refuse', {})).rejects.toThrow('There is no call toString.');
  });
});
