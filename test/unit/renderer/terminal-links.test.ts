import type { ILink } from '@xterm/xterm';
import { describe, expect, it } from 'vitest';
import { lastLink } from '../../../renderer/terminal/last-link.ts';
import { placeLinkProvider } from '../../../renderer/terminal/place-links.ts';
import { paperBuffer } from './paper-buffer.ts';

const find = (path: string) => (path.endsWith('prog.c') ? 'prog.c' : undefined);

const linksOfRow = (buffer: ReturnType<typeof paperBuffer>, row: number) => {
  let found: ILink[] | undefined;
  const links = { find, goTo: () => undefined };
  placeLinkProvider(
    () => buffer,
    () => links,
    {
      activate: () => undefined,
    },
  ).provideLinks(row, (some) => {
    found = some;
  });
  return found?.map(({ text, range }) => ({ text, range }));
};

describe('a place in a terminal', () => {
  const wrapped = paperBuffer(10, ['at src/prog.c:12:3 it fails', 'prog.c:1']);
  const whole = {
    text: 'src/prog.c:12:3',
    range: { start: { x: 4, y: 1 }, end: { x: 8, y: 2 } },
  };
  it.each([1, 2])('is one link over the rows that it takes, also at row %i', (row) => {
    expect(linksOfRow(wrapped, row)).toEqual([whole]);
  });
  it('is no link in a row that it does not reach', () => {
    expect(linksOfRow(wrapped, 3)).toEqual([]);
    expect(linksOfRow(wrapped, 9)).toBeUndefined();
  });
  it('lies behind wide characters where it is drawn', () => {
    expect(linksOfRow(paperBuffer(20, ['行 prog.c:1']), 1)).toEqual([
      { text: 'prog.c:1', range: { start: { x: 4, y: 1 }, end: { x: 11, y: 1 } } },
    ]);
  });
});

describe('the last link shown', () => {
  const last = (...lines: string[]) => {
    const buffer = paperBuffer(20, lines);
    return lastLink(buffer, { from: 0, to: buffer.rows }, find);
  };
  const address = 'https://docs.kernel.org/bpf/?q=1#top';
  it.each([
    ['an address below a place', ['prog.c:1', `see (${address}).`], { address }],
    [
      'a place behind an address',
      [`${address} prog.c:7:2`],
      { place: { path: 'prog.c', line: 7, column: 2 } },
    ],
    [
      'a place in a line that began above',
      ['prog.c:7', 'plain'],
      { place: { path: 'prog.c', line: 7, column: null } },
    ],
    [
      'nothing where only other files and schemes are named',
      ['other.c:1', 'file:///etc/passwd', 'http://'],
      undefined,
    ],
  ])('is %s', (_, lines, target) => {
    expect(last(...lines)).toEqual(target);
  });
  it('is not what has gone out of sight', () => {
    const buffer = paperBuffer(20, ['prog.c:1', 'plain']);
    expect(lastLink(buffer, { from: 1, to: 2 }, find)).toBeUndefined();
  });
});
