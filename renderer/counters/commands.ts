import type { PageCommand } from '../commands/command.ts';
import type { Lab } from '../state/lab.svelte.ts';

const isCounting = ({ counters }: Lab): boolean => counters.latest !== undefined;

/** What can be asked of the pane Counters. */
export const countersCommands: readonly PageCommand[] = [
  {
    id: 'counters.reset',
    title: {
      en: 'Counters: count from now, or as the map does',
      ja: 'カウンター: 今から数える・マップのとおりに数える',
    },
    key: 'Alt+0',
    within: 'counters',
    possible: isCounting,
    run: ({ counters, settings }) => {
      settings.showTab('counters');
      counters.toggleBaseline();
    },
  },
  {
    id: 'counters.pause',
    title: { en: 'Counters: let the chart stand, or go on', ja: 'カウンター: グラフの一時停止・再開' },
    key: 'Alt+P',
    within: 'counters',
    possible: isCounting,
    run: ({ counters, settings }) => {
      settings.showTab('counters');
      counters.togglePause();
    },
  },
  {
    id: 'counters.unit',
    title: { en: 'Counters: packets/s or bits/s', ja: 'カウンター: パケット/秒とビット/秒の切り替え' },
    possible: isCounting,
    run: ({ counters, settings }) => {
      settings.showTab('counters');
      counters.toggleUnit();
    },
  },
];
