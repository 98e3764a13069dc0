import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainLog } from '../../../../app/engine/verifier/explained.ts';
import { readLogFile, readLogText } from '../../../../app/engine/verifier/log-text.ts';
import { createKeptExplanations } from '../../../../app/engine/verifier/kept-explanations.ts';
import { scratchFolder } from '../../../support/scratch.ts';

const scratch = scratchFolder();
const recorded = await readFile(join(import.meta.dirname, 'logs', 'packet-bounds-6.18.txt'), 'utf8');
const never = new AbortController().signal;

const explained = (text: string) => {
  const log = readLogText('log', text);
  if (!log.ok) throw new Error(log.failure.message.en);
  return explainLog(log.value, { object: null, program: null, source: null });
};

describe('what is no log', () => {
  it.each([
    ['nothing', '', /is empty/],
    ['blank lines', '\n \n', /is empty/],
    ['random bytes', randomBytes(5000).toString('utf8'), /no text/],
    ['a compressed log', gzipSync(Buffer.from(recorded)).toString('utf8'), /no text/],
    ['NUL bytes', '\0'.repeat(100), /no text/],
  ])('%s is refused, and the reason said', (_, text, said) => {
    const log = readLogText('-', text);
    expect(log).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
    expect(log.ok ? '' : log.failure.message.en).toMatch(said);
  });

  it('a file is refused alike', async () => {
    const zeros = scratch.file('zeros.log', Buffer.alloc(1024 * 1024));
    const empty = scratch.file('empty.log', '');
    for (const path of [zeros, empty]) {
      expect(await readLogFile(path, never)).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
    }
  });

  it('some other text is kept whole, and nothing is claimed of it', () => {
    const text = 'make: *** [Makefile:3: all] Error 1\nmake: done\n';
    const { summary, lines } = explained(text);
    expect(summary).toMatchObject({ recognised: false, class: 'unknown', place: null, accepted: false });
    expect(summary.sentence.en).toContain('no verifier log');
    expect(lines(0, 10).join('\n') + '\n').toBe(text);
  });
});

describe('a log that is damaged', () => {
  it.each([0.3, 0.6, 0.75, 0.9])(
    'cut off after %d of it never claims that the program was accepted',
    (part) => {
      const { summary } = explained(recorded.slice(0, recorded.length * part));
      expect(summary).toMatchObject({ accepted: false, recognised: true });
    },
  );

  it('cut off before its reason says so, and blames no line', () => {
    const { summary } = explained(recorded.slice(0, recorded.indexOf('invalid access')));
    expect(summary).toMatchObject({ class: 'unknown', place: null, reason: '' });
    expect(summary.sentence.en).toContain('a part of it is missing');
  });

  it('without its head still tells reason and line', () => {
    const { summary } = explained(recorded.slice(recorded.indexOf('; if (eth->h_proto')));
    expect(summary).toMatchObject({ class: 'packet-bounds', place: { line: 10 } });
  });

  it('with a NUL in it is read, and no control character reaches a terminal', () => {
    const text = recorded
      .replace('; if (eth->h_proto', '\u001b[2J\0; if (eth->h_proto')
      .replaceAll('\n', '\r\n');
    const { summary, lines } = explained(text);
    expect(summary.class).toBe('packet-bounds');
    expect(lines(0, 100).join('')).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  });

  it('with a reason that nobody has seen is unknown, and the reason is said', () => {
    const { summary } = explained(
      recorded.replace(/invalid access to packet.*\nR1 offset.*/, 'R1 is odd today'),
    );
    expect(summary).toMatchObject({
      class: 'unknown',
      reason: 'R1 is odd today',
      place: { line: 10 },
      recognised: true,
    });
  });
});

it('keeps the last few explanations only', () => {
  const kept = createKeptExplanations();
  const ids = Array.from({ length: 6 }, () => kept.keep(explained(recorded)));
  expect(ids.map((id) => kept.find(id).ok)).toEqual([false, false, true, true, true, true]);
  const forgotten = kept.find(ids[0] ?? '');
  expect(forgotten).toMatchObject({ ok: false, failure: { code: 'not-found' } });
});
