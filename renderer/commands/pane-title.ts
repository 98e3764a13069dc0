import type { Text } from '../../app/contract/index.ts';
import { en } from '../i18n/en.ts';
import { ja } from '../i18n/ja.ts';

const panes = ['lesson', 'editor', 'side', 'checks', 'terminal', 'history', 'commands', 'doctor'] as const;

/** What the learner calls a pane that commands count within; undefined for those that count everywhere. */
export const paneTitle = (within: string | undefined): Text | undefined => {
  const pane = panes.find((name) => name === within);
  return pane && { en: en[pane], ja: ja[pane] };
};
