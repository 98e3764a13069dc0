import type { Readable, Writable } from 'node:stream';
import type { Channel } from './channel.ts';
import { notAMessage, textChannel } from './text-channel.ts';

/** More than any message of ours: an object of 16 MB is 22 MB of base64. */
const maxMessageBytes = 64 * 1024 * 1024;
/** What may wait for a reader that does not read before the channel gives up on it. */
const maxWaitingBytes = 128 * 1024 * 1024;
/** How long a closed channel waits for what it has written to be taken. */
const flushMs = 1000;

const newline = 0x0a;
const openingBrace = 0x7b;

/** Cuts bytes into lines, and joins a line's chunks once, so that a long message costs no more than its length. */
const lineSplitter = (onLine: (line: string) => void) => {
  let chunks: Buffer[] = [];
  let lengthBytes = 0;
  return {
    heldBytes: () => lengthBytes,
    held: () => Buffer.concat(chunks).toString('utf8'),
    push: (bytes: Buffer) => {
      let start = 0;
      for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, start)) {
        chunks.push(bytes.subarray(start, at));
        const line = Buffer.concat(chunks).toString('utf8');
        chunks = [];
        lengthBytes = 0;
        start = at + 1;
        onLine(line);
      }
      if (start < bytes.length) {
        chunks.push(bytes.subarray(start));
        lengthBytes += bytes.length - start;
      }
    },
    /** The first byte of the line that has begun; undefined between lines. */
    firstByte: () => chunks[0]?.[0],
  };
};

/**
 * A channel over two byte streams (a child's stdio, a Unix socket, a virtio-serial port): one JSON text a line
 * (https://jsonlines.org). JSON never holds a raw newline, so a line needs no length before it; the first byte of
 * whatever is not ours betrays it at once, where a garbled Content-Length would keep the reader waiting.
 */
export const streamChannel = (readable: Readable, writable: Writable): Channel => {
  const { channel, receive, ended } = textChannel({
    write: (text) => {
      if (!writable.writable) return;
      writable.write(`${text}\n`);
      if (writable.writableLength > maxWaitingBytes) fail(new Error('the other side does not read'));
    },
    end: () => {
      readable.off('data', onData);
      const release = () => {
        clearTimeout(timer);
        readable.destroy();
        writable.destroy();
      };
      const timer = setTimeout(release, flushMs);
      if (writable.writable) writable.end(release);
      else release();
    },
  });
  const fail = (error: Error) => {
    ended(error);
    readable.destroy();
    writable.destroy();
  };

  const lines = lineSplitter(receive);
  const onData = (bytes: Buffer) => {
    lines.push(bytes);
    const first = lines.firstByte();
    if (first !== undefined && first !== openingBrace) fail(notAMessage(lines.held()));
    else if (lines.heldBytes() > maxMessageBytes)
      fail(new Error(`a message of over ${maxMessageBytes} bytes`));
  };
  const onEnd = () => {
    ended(lines.heldBytes() > 0 ? new Error('the wire ended within a message') : undefined);
    // The other side is gone or has closed: nobody reads what we would still write.
    writable.destroy();
  };
  readable.on('data', onData);
  readable.once('end', onEnd);
  readable.once('close', onEnd);
  // Kept for good: a late EPIPE or ECONNRESET without a listener would end the process.
  readable.on('error', fail);
  writable.on('error', fail);
  return channel;
};
