import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { fail, labFailure, succeed } from '../../app/contract/index.ts';
import type { WorkFile } from '../../app/contract/index.ts';
import { failing } from '../unit/renderer/double.ts';
import { asked, editor, open, test } from './open-page.ts';

const main = (text: string): WorkFile => ({ path: 'prog.c', role: 'main', text, edited: false });
const header: WorkFile = { path: 'common.h', role: 'readonly', text: 'int shared;\n', edited: false };
const user: WorkFile = { path: 'user.c', role: 'user', text: 'int main(void);\n', edited: false };

const opens = (...files: WorkFile[]) => ({
  'workspace.open': () => Promise.resolve(succeed({ folder: '/work', files })),
});
const withoutClangd = {
  'language.start': () => Promise.resolve(fail(labFailure('tool-missing', { thing: 'clangd' }))),
};

const typeAtStart = async (page: Page, text: string) => {
  await editor(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(text);
};

const savedTexts = (lab: Parameters<typeof asked>[0]) =>
  (asked(lab, 'workspace.save') as { readonly text: string }[]).map(({ text }) => text);

const many = '/* a line of a very large file */\n'.repeat(150_000);

test.each([
  { name: 'CRLF', text: 'int a;\r\nint b;\r\n', typed: '/**/\r\n' },
  { name: 'mixed line ends', text: 'int a;\r\nint b;\nint c;\r', typed: '/**/\n' },
  { name: 'NUL bytes', text: 'int a;\n\0\0int b;\n', typed: '/**/\n' },
  { name: 'a very long line', text: `char a[] = "${'x'.repeat(300_000)}";\n`, typed: '/**/\n' },
  { name: '5 MB', text: many, typed: '/**/\n' },
])('a file with $name is saved as it was, but for what was typed', async ({ text, typed }) => {
  const { page, lab } = await open({ ...opens(main(text)), ...withoutClangd });
  await typeAtStart(page, '/**/');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await expect.poll(() => savedTexts(lab).length).toBe(1);
  expect(savedTexts(lab)[0] === typed + text).toBe(true);
});

test('what is pasted takes the line ends of the file', async () => {
  const { page, lab } = await open({ ...opens(main('int a;\r\n')), ...withoutClangd });
  await editor(page).focus();
  await page.keyboard.press('Control+Home');
  await editor(page).evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'one\ntwo\r\n');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.keyboard.press('Control+s');
  await expect.poll(() => savedTexts(lab)).toEqual(['one\r\ntwo\r\nint a;\r\n']);
});

test('the page says what is unusual in a file, and that clangd is missing, with the way out', async () => {
  const { page } = await open({ ...opens(main('int a;\r\nint b;\n')), ...withoutClangd });
  await page.getByText('This file mixes line ends.').waitFor();
  await page.getByText('clangd is missing: completion and live errors are off.').waitFor();
  await page.getByRole('button', { name: 'Doctor' }).last().click();
  await page.getByRole('tab', { name: 'Doctor', selected: true }).waitFor();
});

test('files are tabs that arrow keys go through, and each keeps what was done in it', async () => {
  const { page } = await open(opens(main('int a;\n'), header, user));
  await typeAtStart(page, 'typed ');
  const tab = (name: RegExp) => page.getByRole('tab', { name });
  await tab(/prog\.c/).focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('tab', { name: /user\.c/, selected: true }).waitFor();
  await page.getByRole('tabpanel', { name: /user\.c/ }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await editor(page).filter({ hasText: 'int shared;' }).waitFor();
  await editor(page).focus();
  await page.keyboard.type('no');
  expect(await editor(page).textContent()).toContain('int shared;');
  await page.keyboard.press('Alt+PageUp');
  await editor(page).filter({ hasText: 'typed int a;' }).waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => editor(page).textContent()).toBe('int a;');
});

const problemsAt = (...places: readonly (readonly [file: string, line: number])[]) => {
  const [check] = failing.checks;
  if (!check) throw new Error('the double has no check');
  const evidence = places.map(([file, line]) => ({
    kind: 'place' as const,
    place: { file, line, column: 1, text: '' },
    said: `line ${String(line)}`,
  }));
  return {
    'check.run': () => Promise.resolve(succeed({ ...failing, checks: [{ ...check, evidence }] })),
  };
};

test('F8 goes through the problems of all files and around, Shift+F8 back', async () => {
  const { page } = await open({
    ...opens(main('one\ntwo\nthree\n'), header),
    ...problemsAt(['/work/prog.c', 3], ['/work/prog.c', 1], ['/work/common.h', 1]),
  });
  await page.keyboard.press('Control+s');
  await page.locator('.cm-lintRange-error').first().waitFor();
  const at = (text: string) => page.locator('.cm-activeLine', { hasText: text }).waitFor();
  await page.keyboard.press('F8');
  await at('three');
  await page.keyboard.press('F8');
  await at('int shared;');
  await page.keyboard.press('F8');
  await at('one');
  await page.keyboard.press('Shift+F8');
  await at('int shared;');
});

test('what was said of a line stays while others are edited, and goes with the line', async () => {
  const { page } = await open({ ...opens(main('one\ntwo\n')), ...problemsAt(['/work/prog.c', 2]) });
  await page.keyboard.press('Control+s');
  const marked = page.locator('.cm-lintRange-error');
  await marked.waitFor();
  await typeAtStart(page, 'zero');
  await page.keyboard.press('Enter');
  expect(await marked.textContent()).toBe('two');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('x');
  await marked.waitFor({ state: 'detached' });
});

test('what was typed survives a reload without having been saved', async () => {
  const { page, lab } = await open(opens(main('int a;\n')));
  await typeAtStart(page, 'kept ');
  await page.reload();
  await editor(page).filter({ hasText: 'kept int a;' }).waitFor();
  await page.getByText('Brought back what you had typed and not saved: prog.c.').waitFor();
  expect(asked(lab, 'workspace.save')).toEqual([]);
});

test('where the file was changed on the disk meanwhile, the learner chooses', async () => {
  const files = [main('int a;\n')];
  const { page } = await open({
    'workspace.open': () => Promise.resolve(succeed({ folder: '/work', files })),
  });
  await typeAtStart(page, 'kept ');
  files[0] = main('int changed;\n');
  await page.reload();
  await editor(page).filter({ hasText: 'int changed;' }).waitFor();
  await page.getByRole('button', { name: 'Take your unsaved text' }).click();
  await editor(page).filter({ hasText: 'kept int a;' }).waitFor();
  await editor(page).focus();
  await page.keyboard.press('Control+z');
  await editor(page).filter({ hasText: 'int changed;' }).waitFor();
});

test('finding speaks the page’s language, and the language changes while it is open', async () => {
  const { page } = await open(opens(main('int a;\n')));
  await editor(page).focus();
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '日本語' }).click();
  await page.getByRole('textbox', { name: 'エディター prog.c' }).focus();
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: '検索' }).waitFor();
});

test('Tab indents in the editor, and after Escape it leaves, as the editor tells', async () => {
  const { page, lab } = await open(withoutClangd);
  await typeAtStart(page, 'x');
  await page.keyboard.press('Tab');
  expect(await editor(page).evaluate((content) => content.contains(document.activeElement))).toBe(true);
  expect(await editor(page).getAttribute('aria-description')).toContain('Escape');
  const typed = await editor(page).textContent();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await editor(page).evaluate((content) => content.contains(document.activeElement))).toBe(false);
  expect(await editor(page).textContent()).toBe(typed);
  expect(asked(lab, 'workspace.save')).toEqual([]);
});
