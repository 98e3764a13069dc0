import type { PageCommand } from '../commands/command.ts';
import { openLog } from './open-log.ts';

/** What can be asked of the pane Verifier. */
export const verifierCommands: readonly PageCommand[] = [
  {
    id: 'verifier.explain',
    title: { en: 'Verifier: explain my program again', ja: '検証器: プログラムの説明をやり直す' },
    possible: ({ lessons }) => lessons.key !== undefined,
    run: async ({ lessons, settings, verifier }) => {
      settings.showTab('verifier');
      if (lessons.key) await verifier.explainOwn(lessons.key);
    },
  },
  {
    id: 'verifier.raw',
    title: {
      en: 'Verifier: the log as printed, or by source line',
      ja: '検証器: もとのログとソース行ごとの表示を切り替える',
    },
    key: 'Alt+L',
    within: 'verifier',
    possible: ({ verifier }) => verifier.explanation !== undefined,
    run: ({ settings, verifier }) => {
      settings.showTab('verifier');
      verifier.raw = !verifier.raw;
    },
  },
  {
    id: 'verifier.open-log',
    title: { en: 'Verifier: explain a log from a file …', ja: '検証器: ファイルのログを説明…' },
    run: async (lab) => {
      lab.settings.showTab('verifier');
      await openLog(lab);
    },
  },
];
