import type { TerminalSession } from '../state/terminal-session.svelte.ts';
import type { terminalWords } from './words.ts';

type Words = (typeof terminalWords)['en'];

/** What a terminal is called: as its program says, else by what it runs; where several are called alike, with their number. */
export const terminalNames = (
  sessions: readonly TerminalSession[],
  words: Words,
): ReadonlyMap<string, string> => {
  const plain = sessions.map(({ title, profile }) => {
    if (profile.kind === 'shell') return title || words.shell;
    return title ? `${title} · ${profile.environment}` : words.inside(profile.environment);
  });
  return new Map(
    sessions.map(({ id }, at) => {
      const name = plain[at] ?? '';
      const alike = plain.slice(0, at).filter((other) => other === name).length;
      return [id, alike > 0 ? `${name} (${String(alike + 1)})` : name];
    }),
  );
};
