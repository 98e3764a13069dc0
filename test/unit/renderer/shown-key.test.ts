import { expect, test } from 'vitest';
import { shownKey } from '../../../renderer/commands/shown-key.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { ja } from '../../../renderer/i18n/ja.ts';

test.each([
  ['the usual key', {}, 'Save (Ctrl+S) builds', '保存(Ctrl+S)すると'],
  ['the learner’s own key', { 'file.save': 'Alt+ArrowUp' }, 'Save (Alt+↑) builds', '保存(Alt+↑)すると'],
  ['no key where it was taken away', { 'file.save': null }, 'Save builds', '保存すると'],
])('a sentence that names a command names %s', (_, own, english, japanese) => {
  const key = shownKey('file.save', own);
  expect(en.noReport(key)).toContain(english);
  expect(ja.noReport(key)).toContain(japanese);
});
