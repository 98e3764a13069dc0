import type { LabState } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';

/** How the lab stands, in one word for the header. */
export type Standing =
  'connecting' | 'lost' | 'asking' | 'starting' | 'ready' | 'up' | 'off' | 'gone' | 'unasked' | 'noRoot';

/** The lamp of each standing: filled where the lab runs, and its tone. */
export const standingLooks: Readonly<Record<Standing, { readonly glyph: string; readonly tone: string }>> = {
  connecting: { glyph: '◌', tone: 'muted' },
  lost: { glyph: '!', tone: 'warn' },
  asking: { glyph: '?', tone: 'accent' },
  starting: { glyph: '◌', tone: 'accent' },
  ready: { glyph: '●', tone: 'pass' },
  up: { glyph: '●', tone: 'pass' },
  off: { glyph: '○', tone: 'muted' },
  gone: { glyph: '!', tone: 'fail' },
  unasked: { glyph: '○', tone: 'muted' },
  noRoot: { glyph: '○', tone: 'warn' },
};

const helperStandings = { starting: 'starting', running: 'ready', gone: 'gone', off: 'off' } as const;

/** What is most worth saying of the connection and of the lab behind it. */
export const standingOf = (connection: Link['state'], state: LabState | undefined): Standing => {
  if (connection === 'lost' || connection === 'shut-out') return 'lost';
  if (connection === 'connecting' || !state) return 'connecting';
  if (state.privilege === 'asking') return 'asking';
  if (state.privilege === 'unasked') return 'unasked';
  if (state.privilege !== 'granted') return 'noRoot';
  return state.helper === 'running' && state.environments.length > 0 ? 'up' : helperStandings[state.helper];
};
