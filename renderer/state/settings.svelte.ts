import * as v from 'valibot';
import { Language } from '../../app/contract/index.ts';
import type { Text } from '../../app/contract/index.ts';
import { en } from '../i18n/en.ts';
import { ja } from '../i18n/ja.ts';
import type { Messages } from '../i18n/en.ts';

const Theme = v.picklist(['system', 'light', 'dark']);
export type Theme = v.InferOutput<typeof Theme>;

const BottomTab = v.picklist(['checks', 'commands']);
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

const Kept = v.object({
  theme: v.fallback(Theme, 'system'),
  language: v.fallback(v.optional(Language), undefined),
  tab: v.fallback(BottomTab, 'checks'),
  lesson: paneEntry('lesson'),
  side: paneEntry('side'),
  bottom: paneEntry('bottom'),
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
  panes = $state<Record<PaneName, { size: number; open: boolean }>>(
    v.parse(v.object({ lesson: paneEntry('lesson'), side: paneEntry('side'), bottom: paneEntry('bottom') }), {
      lesson: null,
      side: null,
      bottom: null,
    }),
  );
  /** The page's own words in the learner's language. */
  readonly words = $derived(messages[this.language]);
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;

  /** `languages` are the browser's, wanted most first. */
  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>, languages: readonly string[]) {
    this.#storage = storage;
    const { theme, language, tab, ...panes } = read(storage);
    this.theme = theme;
    this.tab = tab;
    this.panes = panes;
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

  #keep(): void {
    const { theme, language, tab, panes } = this;
    this.#storage.setItem(key, JSON.stringify({ theme, language, tab, ...panes }));
  }
}
