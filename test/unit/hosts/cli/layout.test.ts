import { describe, expect, it } from 'vitest';
import { duration, paragraph, table } from '../../../../app/hosts/cli/render/layout.ts';
import { clip, displayWidth, padEnd, wrap } from '../../../../app/hosts/cli/render/width.ts';
import { shellLine } from '../../../../app/hosts/cli/render/commands.ts';
import { shortened } from '../../../../app/hosts/cli/render/failure.ts';

describe('the width of a line', () => {
  it.each([
    ['abc', 3],
    ['検証器', 6],
    ['ｶﾅ', 2],
    ['が', 2],
    ['が', 2],
    ['▲ ✓', 3],
    ['\u001b[31mred\u001b[0m', 3],
    ['（）', 4],
  ])('%j takes %i cells', (text, cells) => {
    expect(displayWidth(text)).toBe(cells);
  });

  it('aligns columns with Japanese in them', () => {
    const lines = table(
      [
        ['通信', 'x'],
        ['abcdef', 'y'],
      ],
      2,
    ).split('\n');
    expect(lines).toEqual(['  通信    x', '  abcdef  y']);
    expect(padEnd('通信', 3)).toBe('通信');
  });
});

describe('clipping', () => {
  it('keeps what fits, and every colour code', () => {
    expect(clip('\u001b[31mred\u001b[0m and', 5)).toBe('\u001b[31mred\u001b[0m a');
    expect(clip('\u001b[31mred\u001b[0m', 2)).toBe('\u001b[31mre\u001b[0m');
    expect(clip('検証器', 5)).toBe('検証');
  });
});

describe('wrapping', () => {
  it('breaks between words and keeps line breaks', () => {
    expect(wrap('one two three\nfour', 8)).toEqual(['one two', 'three', 'four']);
  });

  it('breaks Japanese anywhere but before closing punctuation', () => {
    expect(wrap('検証器が拒否。次', 12)).toEqual(['検証器が拒', '否。次']);
  });

  it('keeps a word that is longer than the line whole', () => {
    expect(wrap('a /very/long/path b', 6)).toEqual(['a', '/very/long/path', 'b']);
  });

  it('does not wrap at all where there is no terminal', () => {
    const long = 'word '.repeat(60).trim();
    expect(paragraph(long, 2, undefined)).toBe(`  ${long}`);
    expect(
      paragraph(long, 2, 60)
        .split('\n')
        .every((line) => line.length <= 60),
    ).toBe(true);
  });
});

describe('small texts', () => {
  it.each([
    [0.23, '0.2 ms'],
    [93.4, '93 ms'],
    [1240, '1.24 s'],
  ])('%d ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it('quotes what a shell would touch', () => {
    expect(shellLine(['ip', '-6', "it's", 'a b', '$x', ''])).toBe(`ip -6 'it'\\''s' 'a b' '$x' ''`);
  });

  it('leaves the middle of a long log out, and says how much', () => {
    const log = (length: number) => Array.from({ length }, (_, line) => `line ${line}`).join('\n');
    const shown = shortened(log(50), 'en').split('\n');
    expect(shown).toHaveLength(41);
    expect(shown.slice(9, 12)).toEqual(['line 9', '… 10 lines left out (--json has them) …', 'line 20']);
    expect(shown.at(-1)).toBe('line 49');
    expect(shortened(log(41), 'en')).toBe(log(41));
    expect(shortened('one\n', 'ja')).toBe('one');
  });
});
