import * as v from 'valibot';
import { Language } from '../../app/contract/index.ts';
import type { Text } from '../../app/contract/index.ts';
import { canBeCommand } from '../commands/key.ts';
import type { OwnKeys } from '../commands/find.ts';
import { keepIn } from '../host/keep-in.ts';
import { en } from '../i18n/en.ts';
import { ja } from '../i18n/ja.ts';
import type { Messages } from '../i18n/en.ts';

const Theme = v.picklist(['system', 'light', 'dark']);
export type Theme = v.InferOutput<typeof Theme>;

/** The panes below, in the order of their tabs. */
export const bottomTabs = [
  'checks',
  'verifier',
  'counters',
  'exceptions',
  'terminal',
  'history',
  'commands',
  'doctor',
] as const;
const BottomTab = v.picklist(bottomTabs);
export type BottomTab = v.InferOutput<typeof BottomTab>;

/** How far each pane may be drawn, in percent of the room it shares. */
export const paneLimits = {
  lesson: { min: 16, max: 50, usual: 30 },
  side: { min: 14, max: 40, usual: 21 },
  bottom: { min: 12, max: 75, usual: 36 },
} as const;
export type PaneName = keyof typeof paneLimits;

const paneEntry = (name: PaneName) => {
  const { min, max, usual } = paneLimits[name];
  return v.fallback(
    v.object({ size: v.pipe(v.number(), v.minValue(min), v.maxValue(max)), open: v.boolean() }),
    { size: usual, open: true },
  );
};

/** Each entry by itself: one that cannot be used does not take the others with it. */
const KeptKeys = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((keys) =>
    Object.fromEntries(
      Object.entries(keys).filter((entry): entry is [string, string | null] => {
        const [, key] = entry;
        return key === null || (typeof key === 'string' && canBeCommand(key));
      }),
    ),
  ),
);

/** How many of the things last chosen in the palette are remembered. */
const recentCount = 12;

const Kept = v.object({
  theme: v.fallback(Theme, 'system'),
  language: v.fallback(v.optional(Language), undefined),
  tab: v.fallback(BottomTab, 'checks'),
  screenReader: v.fallback(v.boolean(), false),
  listens: v.fallback(v.boolean(), true),
  lesson: paneEntry('lesson'),
  side: paneEntry('side'),
  bottom: paneEntry('bottom'),
  keys: v.fallback(KeptKeys, {}),
  recent: v.fallback(v.array(v.string()), []),
});

const key = 'xdp-lab.settings';
const messages: Record<Language, Messages> = { en, ja };

/** What is kept from last time, as far as it can be read. */
const read = (storage: Pick<Storage, 'getItem'>): v.InferOutput<typeof Kept> => {
  let kept: unknown;
  try {
    kept = JSON.parse(storage.getItem(key) ?? '{}');
  } catch {
    kept = {};
  }
  return v.parse(Kept, typeof kept === 'object' && kept !== null ? kept : {});
};

/** How the page looks and speaks; remembered in this browser. */
export class Settings {
  theme = $state<Theme>('system');
  language = $state<Language>('en');
  tab = $state<BottomTab>('checks');
  /** Whether terminals are also written out for screen readers. */
  screenReader = $state(false);
  /** Whether exceptions are listened to during runs. */
  listens = $state(true);
  panes = $state<Record<PaneName, { size: number; open: boolean }>>(
    v.parse(v.object({ lesson: paneEntry('lesson'), side: paneEntry('side'), bottom: paneEntry('bottom') }), {
      lesson: null,
      side: null,
      bottom: null,
    }),
  );
  /** Keys that the learner chose instead of the usual ones, by command id; null for none. */
  keys = $state.raw<OwnKeys>({});
  /** What was last chosen in the palette, newest first, by the ids that the palette gives. */
  recent = $state.raw<readonly string[]>([]);
  /** The page's own words in the learner's language. */
  readonly words = $derived(messages[this.language]);
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;

  /** `languages` are the browser's, wanted most first. */
  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>, languages: readonly string[]) {
    this.#storage = storage;
    const { theme, language, tab, screenReader, listens, keys, recent, ...panes } = read(storage);
    this.theme = theme;
    this.tab = tab;
    this.screenReader = screenReader;
    this.listens = listens;
    this.panes = panes;
    this.keys = keys;
    this.recent = recent;
    this.language = language ?? (languages[0]?.toLowerCase().startsWith('ja') ? 'ja' : 'en');
  }

  /** A sentence of the lab in the learner's language. */
  say(text: Text): string {
    return text[this.language];
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.#keep();
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.#keep();
  }

  setScreenReader(on: boolean): void {
    this.screenReader = on;
    this.#keep();
  }

  setListens(on: boolean): void {
    this.listens = on;
    this.#keep();
  }

  showTab(tab: BottomTab): void {
    this.tab = tab;
    this.panes.bottom.open = true;
    this.#keep();
  }

  resize(pane: PaneName, size: number): void {
    const { min, max } = paneLimits[pane];
    this.panes[pane] = { size: Math.min(max, Math.max(min, size)), open: true };
    this.#keep();
  }

  toggle(pane: PaneName): void {
    this.panes[pane].open = !this.panes[pane].open;
    this.#keep();
  }

  /** Gives commands other keys, by id: null for none, undefined for the usual one. */
  setKeys(changes: Readonly<Record<string, string | null | undefined>>): void {
    const kept = Object.entries({ ...this.keys, ...changes }).filter(
      (entry): entry is [string, string | null] => entry[1] !== undefined,
    );
    this.keys = Object.fromEntries(kept);
    this.#keep();
  }

  /** Every command has its usual key again. */
  forgetKeys(): void {
    this.keys = {};
    this.#keep();
  }

  /** Something was chosen in the palette. */
  remember(id: string): void {
    this.recent = [id, ...this.recent.filter((one) => one !== id)].slice(0, recentCount);
    this.#keep();
  }

  #keep(): void {
    const { theme, language, tab, screenReader, listens, keys, recent, panes } = this;
    const kept = { theme, language, tab, screenReader, listens, keys, recent, ...panes };
    // In a browser without room for it the choice counts until the page is closed.
    keepIn(this.#storage, key, JSON.stringify(kept));
  }
}
