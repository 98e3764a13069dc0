import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../../renderer/theme.css'), 'utf8');
const pair = /light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/;

/** Colours by name: of variables, and of the classes that code is coloured with. */
const colours = new Map<string, { light: string; dark: string }>();
const keep = (name: string, value: string) => {
  const [, light, dark] = pair.exec(value) ?? [];
  if (light && dark) colours.set(name, { light, dark });
};
for (const [, name, value] of css.matchAll(/--([a-z-]+):\s*([^;]+);/g)) keep(name ?? '', value ?? '');
for (const [, selectors, body] of css.matchAll(/((?:\.tok-[^{]+))\{([^}]+)\}/g))
  keep(selectors?.trim().replaceAll(/\s+/g, ' ') ?? '', /color:([^;]+);/.exec(body ?? '')?.[1] ?? '');

/** WCAG 2.2, "relative luminance". */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG 2.2, "contrast ratio". */
const contrast = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};

const tooFaint = (inks: readonly string[], grounds: readonly string[]): string[] =>
  inks.flatMap((ink) =>
    grounds.flatMap((ground) =>
      (['light', 'dark'] as const).flatMap((scheme) => {
        const [front, back] = [colours.get(ink)?.[scheme], colours.get(ground)?.[scheme]];
        if (!front || !back) return [`${ink} or ${ground} is not in theme.css`];
        const ratio = contrast(front, back);
        return ratio < 4.5 ? [`${scheme}: ${ink} on ${ground} is ${ratio.toFixed(2)}`] : [];
      }),
    ),
  );

const plain = ['page', 'surface', 'raised', 'sunken', 'active-line'];
const code = [...colours.keys()].filter((name) => name.startsWith('.tok-'));

test('the contrast of black and white is the most there is', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});

test('text is legible on every plain ground', () => {
  const inks = ['ink', 'muted', 'faint', 'accent', 'pass', 'fail', 'warn', 'info'];
  expect(tooFaint(inks, plain)).toEqual([]);
});

test('text is legible on the grounds of verdicts, of what is chosen, and of what is selected', () => {
  const grounds = ['accent-soft', 'pass-soft', 'fail-soft', 'warn-soft'];
  expect(tooFaint(['ink', 'muted'], [...grounds])).toEqual([]);
  expect(tooFaint(['ink'], ['selection'])).toEqual([]);
  for (const tone of ['accent', 'pass', 'fail', 'warn'])
    expect(tooFaint([tone], [`${tone}-soft`])).toEqual([]);
  expect(tooFaint(['on-accent'], ['accent'])).toEqual([]);
});

test('code is legible in the editor and in a lesson', () => {
  expect(code.length).toBeGreaterThan(5);
  expect(tooFaint(code, ['surface', 'sunken', 'active-line', 'raised'])).toEqual([]);
});
