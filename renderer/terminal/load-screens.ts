import type { MakeScreen } from './terminal-screen.ts';

/** Loads xterm.js, which is large, when the first terminal needs it. */
export const loadScreens = async (): Promise<MakeScreen> => {
  const { makeXtermScreen } = await import('./xterm-screen.ts');
  return makeXtermScreen;
};
