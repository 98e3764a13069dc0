import { tick } from 'svelte';
import type { PageCommand } from '../commands/command.ts';
import { cyclePanes, focusPane } from '../commands/focus.ts';
import type { Lab } from '../state/lab.svelte.ts';
import { bottomTabs } from '../state/settings.svelte.ts';
import type { BottomTab, Theme } from '../state/settings.svelte.ts';

const panes: readonly PageCommand[] = [
  {
    id: 'pane.lesson',
    title: { en: 'Show or hide the lesson', ja: 'レッスンの表示を切り替える' },
    key: 'Ctrl+B',
    run: ({ settings }) => {
      settings.toggle('lesson');
    },
  },
  {
    id: 'pane.bottom',
    title: { en: 'Show or hide the results', ja: '結果の表示を切り替える' },
    key: 'Ctrl+J',
    run: ({ settings }) => {
      settings.toggle('bottom');
    },
  },
  {
    id: 'pane.side',
    title: { en: 'Show or hide the topology', ja: 'トポロジーの表示を切り替える' },
    run: ({ settings }) => {
      settings.toggle('side');
    },
  },
  {
    id: 'pane.next',
    title: { en: 'Go to the next pane', ja: '次のペインへ' },
    key: 'F6',
    inTerminal: true,
    leavesTerminal: true,
    run: () => {
      cyclePanes(1);
    },
  },
  {
    id: 'pane.previous',
    title: { en: 'Go to the previous pane', ja: '前のペインへ' },
    key: 'Shift+F6',
    inTerminal: true,
    leavesTerminal: true,
    run: () => {
      cyclePanes(-1);
    },
  },
];

/** The terminal brings a command of its own, which also opens one. */
type PlainTab = Exclude<BottomTab, 'terminal'>;

const tabTitles: Readonly<Record<PlainTab, PageCommand['title']>> = {
  checks: { en: 'Go to Checks', ja: 'チェックへ' },
  verifier: { en: 'Go to Verifier', ja: '検証器へ' },
  counters: { en: 'Go to Counters', ja: 'カウンターへ' },
  exceptions: { en: 'Go to Exceptions', ja: '例外へ' },
  history: { en: 'Go to History', ja: '履歴へ' },
  commands: { en: 'Go to Commands', ja: 'コマンドへ' },
  doctor: { en: 'Open the doctor', ja: '診断を開く' },
};

const isPlain = (tab: BottomTab): tab is PlainTab => tab !== 'terminal';

const tabs: readonly PageCommand[] = bottomTabs.filter(isPlain).map((tab) => ({
  id: `tab.${tab}`,
  title: tabTitles[tab],
  run: async ({ settings }) => {
    settings.showTab(tab);
    await tick();
    focusPane(tab);
  },
}));

const themeTitles: Readonly<Record<Theme, PageCommand['title']>> = {
  system: { en: 'Theme: as the system', ja: 'テーマ: システムに合わせる' },
  light: { en: 'Theme: light', ja: 'テーマ: ライト' },
  dark: { en: 'Theme: dark', ja: 'テーマ: ダーク' },
};

const looks: readonly PageCommand[] = [
  ...(['system', 'light', 'dark'] as const).map((theme) => ({
    id: `theme.${theme}`,
    title: themeTitles[theme],
    possible: ({ settings }: Lab) => settings.theme !== theme,
    run: ({ settings }: Lab) => {
      settings.setTheme(theme);
    },
  })),
  {
    id: 'language.en',
    title: { en: 'Language: English', ja: '言語: English' },
    possible: ({ settings }) => settings.language !== 'en',
    run: ({ settings }) => {
      settings.setLanguage('en');
    },
  },
  {
    id: 'language.ja',
    title: { en: 'Language: 日本語 (Japanese)', ja: '言語: 日本語' },
    possible: ({ settings }) => settings.language !== 'ja',
    run: ({ settings }) => {
      settings.setLanguage('ja');
    },
  },
];

/** What can be asked of the page's panes and looks. */
export const layoutCommands: readonly PageCommand[] = [...panes, ...tabs, ...looks];
