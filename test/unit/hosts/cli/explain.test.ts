import { describe, expect, it } from 'vitest';
import { fail, labFailure, succeed, type Explanation } from '../../../../app/contract/index.ts';
import { readWhole } from '../../../../app/hosts/cli/stdin.ts';
import { Readable } from 'node:stream';
import { runCli } from './fixture.ts';

const rejected: Explanation = {
  explanation: 'e1',
  accepted: false,
  class: 'packet-bounds',
  packetCase: 'too-short',
  place: { file: 'a.c', line: 12, column: 6, text: '\tif (ip6->nexthdr == 58)' },
  related: null,
  sentence: { en: 'The check is too short.', ja: '確認が足りません。' },
  reason: 'invalid access to packet, off=20 size=1, R1(id=0,off=20,r=14)',
  proof: { provenBytes: 14, neededBytes: 21 },
  kernelReport: null,
  program: 'xdp_prog',
  recognised: true,
  processedInstructions: 7,
  rejected: null,
  visits: { total: 0, leftOut: null, first: [] },
  log: { lines: 0, characters: 0, leftOut: null },
  commands: [],
  ms: 1,
};

describe('xdp-lab explain', () => {
  it('gives programs the promised fields, in the language asked for', async () => {
    const ran = await runCli(['explain', 'a.c', '--json', '--lang', 'ja'], {
      'verifier.explain': (request) => {
        expect(request).toEqual({ kind: 'source', path: 'a.c' });
        return Promise.resolve(succeed(rejected));
      },
    });
    expect(ran.exitCode).toBe(1);
    expect(JSON.parse(ran.stdout)).toEqual({
      accepted: false,
      class: 'packet-bounds',
      file: 'a.c',
      line: 12,
      source: 'if (ip6->nexthdr == 58)',
      sentence: '確認が足りません。',
      reason: rejected.reason,
      proof: { provenBytes: 14, neededBytes: 21 },
    });
  });

  it('draws a cell for each byte, and points into the line', async () => {
    const ran = await runCli(['explain', 'a.c'], {
      'verifier.explain': () => Promise.resolve(succeed(rejected)),
    });
    expect(ran.stdout).toContain('█'.repeat(14) + '░'.repeat(7) + '  14 proven, 21 needed (bytes)');
    const [, line = '', caret = ''] = /\n(.*nexthdr.*)\n( *)\^/.exec(ran.stdout) ?? [];
    expect(line.slice(caret.length)).toBe('ip6->nexthdr == 58)');
  });

  it('shows a text that it does not know whole, though it is asked for in parts', async () => {
    const lines = Array.from({ length: 7000 }, (_, number) => `line ${number}`);
    const ran = await runCli(['explain', 'x.log'], {
      'verifier.explain': () =>
        Promise.resolve(
          succeed({
            ...rejected,
            class: 'unknown',
            place: null,
            proof: null,
            recognised: false,
            log: { lines: lines.length, characters: 1, leftOut: null },
          }),
        ),
      'verifier.log': ({ from, count }) =>
        Promise.resolve(succeed({ lines: lines.slice(from, from + count) })),
    });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout.endsWith(lines.join('\n') + '\n')).toBe(true);
  });

  it('says what cannot be explained, with the status of bad input', async () => {
    const ran = await runCli(['explain', 'x.log'], {
      'verifier.explain': () => Promise.resolve(fail(labFailure('bad-input', { thing: 'x.log' }))),
    });
    expect([ran.exitCode, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('x.log cannot be used.');
  });
});

describe('a log on standard input', () => {
  const never = new AbortController().signal;
  const bounds = { headCharacters: 10, tailCharacters: 10 };

  it('is read whole, also where a character is cut in two', async () => {
    const bytes = Buffer.from('検証器');
    const text = await readWhole(Readable.from([bytes.subarray(0, 4), bytes.subarray(4)]), never);
    expect(text).toBe('検証器');
  });

  it('keeps its ends where it is very long, and says how much is left out', async () => {
    const pieces = Array.from({ length: 100 }, (_, number) => Buffer.from(String(number % 10).repeat(5)));
    const text = await readWhole(Readable.from(pieces), never, bounds);
    const [, head = '', left = '', tail = ''] =
      /^(\d+)\n\[… (\d+) characters left out …\]\n(\d+)$/.exec(text) ?? [];
    expect(head).toBe('0000011111');
    expect(tail.endsWith('8888899999')).toBe(true);
    expect(head.length + Number(left) + tail.length).toBe(500);
  });
});
