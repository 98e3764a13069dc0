import type { CheckState } from '../../../contract/index.ts';
import type { Style } from './style.ts';

type Painted = readonly [glyph: string, look: keyof Style];

const actions: Readonly<Record<string, Painted>> = {
  XDP_PASS: ['▲', 'green'],
  XDP_DROP: ['✕', 'red'],
  XDP_ABORTED: ['!', 'yellow'],
  XDP_TX: ['↩', 'cyan'],
  XDP_REDIRECT: ['→', 'blue'],
};

/** An XDP action with its glyph: ▲ pass, ✕ drop, ! aborted, ↩ tx, → redirect; several, as `A | B`, each with its own. */
export const actionText = (action: string, style: Style): string =>
  action
    .split(' | ')
    .map((one) => {
      const painted = actions[one];
      return painted ? style[painted[1]](`${painted[0]} ${one}`) : one;
    })
    .join(' | ');

const states: Readonly<Record<CheckState, Painted>> = {
  pass: ['✓', 'green'],
  fail: ['✗', 'red'],
  cannot: ['?', 'yellow'],
  stale: ['·', 'dim'],
};

/** ✓ pass, ✗ fail, ? cannot, · not run. */
export const stateGlyph = (state: CheckState, style: Style): string => {
  const [glyph, look] = states[state];
  return style[look](glyph);
};
