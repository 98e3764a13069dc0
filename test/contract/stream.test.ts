import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../app/rpc/index.ts';
import { streamChannel } from '../../app/rpc/stream.ts';

/** A channel whose incoming bytes the test writes and whose outgoing bytes it reads. */
const wired = () => {
  const incoming = new PassThrough();
  const outgoing = new PassThrough();
  const channel = streamChannel(incoming, outgoing);
  const messages: unknown[] = [];
  channel.onMessage((message) => messages.push(message));
  return { incoming, outgoing, channel, messages };
};

const end = (channel: Channel): Promise<Error | undefined> =>
  new Promise((resolve) => {
    channel.onClose(resolve);
  });

describe('a stream as a channel', () => {
  it('joins a message that arrives byte by byte, cut within a character', async () => {
    const { incoming, channel, messages } = wired();
    for (const byte of Buffer.from('{"text":"検証器"}\n')) incoming.write(Buffer.from([byte]));
    incoming.end();
    expect(await end(channel)).toBeUndefined();
    expect(messages).toEqual([{ text: '検証器' }]);
  });

  it('parts messages that arrive together', async () => {
    const { incoming, channel, messages } = wired();
    incoming.end('{"n":1}\n{"n":2}\n{"n":3}\n');
    await end(channel);
    expect(messages).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  it('closes with an error that quotes what is no message, without waiting for the end of the line', async () => {
    const { incoming, channel } = wired();
    incoming.write('Sorry, try again.');
    expect((await end(channel))?.message).toBe('not a message: "Sorry, try again."');
  });

  it('closes with an error on a line that only begins like JSON', async () => {
    const { incoming, channel, messages } = wired();
    incoming.write('{"n":1}\n{broken\n{"n":2}\n');
    expect((await end(channel))?.message).toBe('not a message: "{broken"');
    expect(messages).toEqual([{ n: 1 }]);
  });

  it('closes with an error when the wire ends within a message', async () => {
    const { incoming, channel } = wired();
    incoming.end('{"n":1');
    expect((await end(channel))?.message).toBe('the wire ended within a message');
  });

  it('closes with an error on a message of more than 64 MB', async () => {
    const { incoming, channel } = wired();
    const ended = end(channel);
    incoming.write(`{"bytes":"${'A'.repeat(64 * 1024 * 1024)}`);
    expect((await ended)?.message).toContain('a message of over');
  });

  it('closes with the error of a wire that broke', async () => {
    const { incoming, channel } = wired();
    incoming.destroy(new Error('ECONNRESET'));
    expect((await end(channel))?.message).toBe('ECONNRESET');
  });

  it('keeps what a slow reader has not read yet, in order', async () => {
    const { outgoing, channel } = wired();
    const long = 'x'.repeat(100_000);
    for (let n = 0; n < 50; n += 1) channel.send({ n, long });
    channel.close();
    let text = '';
    for await (const chunk of outgoing.setEncoding('utf8')) text += chunk as string;
    const numbers = text.split('\n').filter(Boolean);
    expect(numbers.map((line) => (JSON.parse(line) as { n: number }).n)).toEqual([...Array(50).keys()]);
  });

  it('gives up on a reader that never reads before memory runs out', async () => {
    const { channel } = wired();
    const long = 'x'.repeat(30 * 1024 * 1024);
    for (let n = 0; n < 5; n += 1) channel.send({ long });
    expect((await end(channel))?.message).toBe('the other side does not read');
  });

  it('sends nothing and says nothing more once closed', async () => {
    const { incoming, outgoing, channel, messages } = wired();
    channel.close();
    channel.close();
    channel.send({ late: true });
    incoming.write('{"late":true}\n');
    expect(await end(channel)).toBeUndefined();
    expect(await outgoing.toArray()).toEqual([]);
    expect(messages).toEqual([]);
  });

  it('tells of its end once, also those who ask afterwards, and not those who took themselves off', async () => {
    const { channel } = wired();
    let told = 0;
    channel.onClose(() => (told += 1));
    const off = channel.onClose(() => (told += 10));
    off();
    channel.close();
    channel.onClose(() => (told += 100))();
    await end(channel);
    expect(told).toBe(1);
  });
});
