import type { PageCommand } from '../commands/command.ts';
import type { Lab } from '../state/lab.svelte.ts';
import { saveScript } from './save-script.ts';

const isOpen = (lab: Lab): boolean => lab.lessons.key !== undefined;

/** What can be asked of the checks and of the command lines that ran. */
export const checksCommands: readonly PageCommand[] = [
  {
    id: 'file.save',
    title: { en: 'Save and check', ja: '保存してチェック' },
    key: 'Ctrl+S',
    possible: isOpen,
    run: (lab) => lab.save(),
  },
  {
    id: 'check.now',
    title: { en: 'Check now', ja: '今すぐチェック' },
    key: 'Ctrl+Enter',
    possible: isOpen,
    run: (lab) => {
      lab.settings.showTab('checks');
      return lab.save();
    },
  },
  {
    id: 'check.build',
    title: { en: 'Build, and go to the first error', ja: 'ビルドして最初のエラーへ移動' },
    key: 'Ctrl+Shift+B',
    possible: isOpen,
    run: (lab) => lab.build(),
  },
  {
    id: 'check.run',
    title: { en: 'Run with real traffic', ja: '実際のトラフィックで実行' },
    key: 'F5',
    possible: isOpen,
    run: (lab) => lab.run(),
  },
  {
    id: 'check.plain',
    title: {
      en: 'Run with or without the tap: change over',
      ja: 'タップあり・なしの実行を切り替える',
    },
    possible: isOpen,
    run: ({ check, editing }) => {
      check.plain = !check.plain;
      editing.notice = check.plain
        ? {
            en: 'From now on a run attaches your program as it is, by xdp-loader: what is counted depends on its own map, or on the driver.',
            ja: '今後の実行では、xdp-loader でプログラムをそのままアタッチします。数えられる内容は、プログラムのマップかドライバーによって決まります。',
          }
        : {
            en: 'From now on a run attaches your program with the tap around it, which counts every action exactly.',
            ja: '今後の実行では、プログラムにタップを付けてアタッチします。すべてのアクションを正確に数えます。',
          };
    },
  },
  {
    id: 'check.stop',
    title: { en: 'Stop the run', ja: '実行を停止' },
    key: 'Shift+F5',
    possible: ({ check }) => check.running !== undefined,
    run: ({ check }) => {
      check.stop();
    },
  },
  {
    id: 'check.hint',
    title: { en: 'Show or hide the hint', ja: 'ヒントの表示を切り替える' },
    key: 'Ctrl+.',
    possible: isOpen,
    run: ({ settings, check }) => {
      settings.showTab('checks');
      check.hintShown = !check.hintShown;
    },
  },
  {
    id: 'commands.save-script',
    title: {
      en: 'Save the commands of the last run as a script …',
      ja: '前回の実行のコマンドをスクリプトとして保存…',
    },
    possible: ({ check }) => (check.report?.commands.length ?? 0) > 0,
    run: saveScript,
  },
];
