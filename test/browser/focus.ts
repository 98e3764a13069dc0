import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What has the focus: what a screen reader would call it, and whether a person sees that it is there. */
interface Focus {
  readonly name: string;
  readonly seen: boolean;
}

const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: '', seen: false };
    const name = element.getAttribute('aria-label') ?? element.textContent.replaceAll(/\s+/g, ' ').trim();
    // An editor and a terminal draw the ring around all of themselves, or a cursor within.
    const drawn = element.closest('.cm-editor, .xterm') ?? element;
    const { left, top, right, bottom } = drawn.getBoundingClientRect();
    const onScreen =
      right > Math.max(left, 0) && bottom > Math.max(top, 0) && left < innerWidth && top < innerHeight;
    const marked = [...drawn.querySelectorAll('.cm-cursor, .xterm-cursor'), drawn].some((one) => {
      const { outlineStyle, outlineWidth, boxShadow, borderLeftStyle } = getComputedStyle(one);
      const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
      return ring || boxShadow !== 'none' || (one !== drawn && borderLeftStyle !== 'none');
    });
    return { name, seen: onScreen && marked };
  });

/** Presses a key until what has the focus matches; everything on the way there must be seen to have it. */
export const pressUntil = async (page: Page, key: string, wanted: RegExp): Promise<void> => {
  const passed: string[] = [];
  for (;;) {
    await page.keyboard.press(key);
    const { name, seen } = await focusOf(page);
    expect({ name, seen }).toEqual({ name, seen: true });
    if (wanted.test(name)) return;
    passed.push(name);
    if (passed.length > 120) throw new Error(`${key} never reached ${String(wanted)}: ${passed.join(' | ')}`);
  }
};
