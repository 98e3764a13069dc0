import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCommands } from '../../../renderer/commands/all.ts';
import { keysInTerminal } from '../../../renderer/commands/find.ts';
import { keyOwner } from '../../../renderer/terminal/keys.ts';
import { darkPalette, lightPalette } from '../../../renderer/terminal/palette.ts';
import { fileMeant, placesIn } from '../../../renderer/terminal/places.ts';
import { cleanTitle } from '../../../renderer/terminal/title.ts';

const press = (key: string, more: Partial<Parameters<typeof keyOwner>[0]> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
});

describe('a key pressed in a terminal', () => {
  it.each([
    ['F6', press('F6'), 'page'],
    ['Shift+F6', press('F6', { shiftKey: true }), 'page'],
    ['Ctrl+`', press('`', { ctrlKey: true }), 'page'],
    ['Ctrl+Shift+P', press('P', { ctrlKey: true, shiftKey: true }), 'page'],
    ['Ctrl+Shift+C', press('C', { ctrlKey: true, shiftKey: true }), 'copy'],
    ['Ctrl+Shift+V', press('V', { ctrlKey: true, shiftKey: true }), 'paste'],
    ['Ctrl+C', press('c', { ctrlKey: true }), 'program'],
    ['Ctrl+P', press('p', { ctrlKey: true }), 'program'],
    ['Ctrl+S', press('s', { ctrlKey: true }), 'program'],
    ['F5', press('F5'), 'program'],
    ['Tab', press('Tab'), 'program'],
    ['Alt+←', press('ArrowLeft', { altKey: true }), 'program'],
    ['F6 while an input method composes', press('F6', { isComposing: true }), 'program'],
  ])('%s is for whom it should be', (_name, pressed, owner) => {
    expect(keyOwner(pressed, keysInTerminal(allCommands, {}))).toBe(owner);
  });
});

describe('a key that the learner chose for a command', () => {
  const own = { 'pane.next': 'F9', 'palette.commands': null, 'check.run': 'F10' };
  const keys = keysInTerminal(allCommands, own);
  it('counts in a terminal where the usual key did, which is the program’s again', () => {
    expect(keyOwner(press('F9'), keys)).toBe('page');
    expect(keyOwner(press('F6'), keys)).toBe('program');
    expect(keyOwner(press('P', { ctrlKey: true, shiftKey: true }), keys)).toBe('program');
  });
  it('does not where the usual key does not', () => {
    expect(keyOwner(press('F10'), keys)).toBe('program');
  });
});

describe('a title that a program set', () => {
  it('is one line without control characters', () => {
    expect(cleanTitle('  root@lab:\t~\u0007\r\nnext \u2028 ')).toBe('root@lab: ~ next');
  });
  it('cannot turn the direction of what stands around it', () => {
    expect(cleanTitle('a\u202Eb\u2066c\u200Bd')).toBe('abcd');
  });
  it('has 40 characters at most, none of them cut in two', () => {
    expect(cleanTitle('😀'.repeat(41))).toBe(`${'😀'.repeat(39)}…`);
    expect(cleanTitle('漢'.repeat(40))).toBe('漢'.repeat(40));
  });
});

describe('places in a program’s output', () => {
  const find = (path: string) => fileMeant(path, ['xdp_prog_kern.c', 'lib/parse.h']);
  it('are found with and without a column', () => {
    const line = './xdp_prog_kern.c:42:7: error, see /work/lib/parse.h:3';
    expect(placesIn(line, find).map((place) => [line.slice(place.start, place.end), place])).toMatchObject([
      ['./xdp_prog_kern.c:42:7', { path: 'xdp_prog_kern.c', line: 42, column: 7 }],
      ['/work/lib/parse.h:3', { path: 'lib/parse.h', line: 3, column: null }],
    ]);
  });
  it('are none in files that the assignment does not have', () => {
    expect(placesIn('other.c:1 not_xdp_prog_kern.c:2 12:30:01', find)).toEqual([]);
  });
});

/** The relative luminance of WCAG 2.2 and the ratio of two, for `#rrggbb`. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};

describe('the colours of a terminal', () => {
  const css = readFileSync(join(import.meta.dirname, '../../../renderer/theme.css'), 'utf8');
  it('stand on the page’s own ground in the page’s own ink', () => {
    expect(css).toContain(`--sunken: light-dark(${lightPalette.background}, ${darkPalette.background})`);
    expect(css).toContain(`--ink: light-dark(${lightPalette.foreground}, ${darkPalette.foreground})`);
  });
  const text = /^(?:foreground|bright\w+|red|green|yellow|blue|magenta|cyan|white)$/;
  it.each(
    Object.entries({ light: lightPalette, dark: darkPalette }).flatMap(([theme, palette]) =>
      Object.entries(palette)
        .filter(([name]) => text.test(name))
        .map(([name, colour]) => [theme, name, colour, palette.background] as const),
    ),
  )('can be read in the %s theme: %s', (_theme, _name, colour, ground) => {
    expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
  });
});
