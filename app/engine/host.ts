import { version } from '../../package.json';
import { labFailure, type FileKind, type HostAbilities, type Outcome } from '../contract/index.ts';

/** The desktop's dialogs about files, for whoever learns at it. */
export interface Dialogs {
  /** Asks the learner for a file; null where the learner chose none. */
  readonly open: (kind: FileKind) => Promise<Outcome<{ name: string; bytes: Uint8Array } | null>>;
  /** Saves where the learner says, and gives that path; null where the learner chose nowhere. */
  readonly save: (kind: FileKind, name: string, bytes: Uint8Array) => Promise<Outcome<string | null>>;
}

/** What the host around an engine does for its page; null for what it cannot do. */
export interface Host {
  readonly kind: HostAbilities['kind'];
  readonly dialogs: Dialogs | null;
  /** Shows a file that exists in the desktop's file manager, by its absolute path. */
  readonly reveal: ((path: string) => void) | null;
}

/** A host that has no desktop to ask: a terminal, or a browser that opens and saves files itself. */
export const hostWithoutDesktop = (kind: 'terminal' | 'web'): Host => ({ kind, dialogs: null, reveal: null });

/** What a page is told of its host: exactly what there is. */
export const abilitiesOf = ({ kind, dialogs, reveal }: Host): HostAbilities => ({
  kind,
  version,
  dialogs: dialogs !== null,
  reveal: reveal !== null,
});

/** What a call answers that needs a desktop where the host has none. */
export const noDesktop = () =>
  labFailure('unsupported', {
    thing: 'host',
    message: {
      en: 'This needs the desktop app: here no window of the desktop can be opened.',
      ja: 'これにはデスクトップアプリが必要です。ここではデスクトップのウィンドウを開けません。',
    },
  });
