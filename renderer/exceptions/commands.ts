import type { PageCommand } from '../commands/command.ts';
import type { Lab } from '../state/lab.svelte.ts';
import { openTrace, saveTrace, startListening } from './trace-files.ts';

const isOn = ({ exceptions }: Lab): boolean => exceptions.phase !== 'off';

/** What can be asked of the pane Exceptions. */
export const exceptionsCommands: readonly PageCommand[] = [
  {
    id: 'exceptions.toggle',
    title: { en: 'Exceptions: start or stop listening', ja: '例外: 記録の開始・停止' },
    key: 'Ctrl+E',
    within: 'exceptions',
    possible: ({ exceptions, lessons }) => exceptions.phase !== 'ending' && lessons.key !== undefined,
    run: async (lab) => {
      lab.settings.showTab('exceptions');
      await (isOn(lab) ? lab.exceptions.stop() : startListening(lab));
    },
  },
  {
    id: 'exceptions.save',
    title: { en: 'Exceptions: save as trace.dat …', ja: '例外: trace.dat として保存…' },
    possible: ({ exceptions }) => exceptions.canSave,
    run: async (lab) => {
      lab.settings.showTab('exceptions');
      await saveTrace(lab);
    },
  },
  {
    id: 'exceptions.open',
    title: { en: 'Exceptions: open a trace.dat …', ja: '例外: trace.dat を開く…' },
    possible: ({ exceptions }) => !exceptions.busy,
    run: async (lab) => {
      lab.settings.showTab('exceptions');
      await openTrace(lab);
    },
  },
  {
    id: 'exceptions.live',
    title: { en: 'Exceptions: back to live', ja: '例外: 現在の記録に戻る' },
    possible: ({ exceptions }) => exceptions.opened !== undefined,
    run: ({ exceptions }) => {
      exceptions.close();
    },
  },
  {
    id: 'exceptions.clear',
    title: { en: 'Exceptions: clear', ja: '例外: 消去' },
    possible: ({ exceptions }) => !exceptions.opened && exceptions.live.seen.events > 0,
    run: ({ exceptions }) => {
      exceptions.clear();
    },
  },
];
