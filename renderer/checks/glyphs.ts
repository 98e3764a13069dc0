import type { Lamp } from '../state/check.svelte.ts';

/** ✓ pass, ✗ fail, ? cannot, · not run: never colour alone. */
export const lampGlyphs: Record<Lamp, string> = { pass: '✓', fail: '✗', cannot: '?', stale: '·', none: '·' };

const actions: Partial<Record<string, readonly [glyph: string, tone: string]>> = {
  XDP_PASS: ['▲', 'pass'],
  XDP_DROP: ['✕', 'fail'],
  XDP_ABORTED: ['!', 'warn'],
  XDP_TX: ['↩', 'info'],
  XDP_REDIRECT: ['→', 'accent'],
};

/** An XDP action as glyph, word and tone; anything else is a word alone. */
export const actionLook = (action: string): { glyph: string; tone: string } => {
  const [glyph, tone] = actions[action] ?? ['', 'muted'];
  return { glyph, tone };
};
