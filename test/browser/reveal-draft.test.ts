import { expect } from 'vitest';
import { succeed } from '../../app/contract/index.ts';
import { editor, open, test } from './open-page.ts';

const file = (text: string) => ({ path: 'prog.c', role: 'main' as const, text, edited: true });

test('a draft taken while the solution is open stands in the comparison', async () => {
  const files = [file('int a;\n')];
  const { page } = await open({
    'workspace.open': () => Promise.resolve(succeed({ folder: '/work', files })),
  });
  await editor(page).focus();
  await page.keyboard.type('kept ');
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join(''))).toContain('kept ');
  files[0] = file('int changed;\n');
  await page.reload();
  await editor(page).filter({ hasText: 'int changed;' }).waitFor();
  await page.getByRole('button', { name: 'Show the solution beside my code' }).click();
  await page.getByRole('heading', { name: 'Look at the solution now?' }).waitFor();
  await page.keyboard.press('Enter');
  const mine = page.getByRole('textbox', { name: 'Your code, prog.c' });
  await mine.filter({ hasText: 'int changed;' }).waitFor();
  await page.getByRole('button', { name: 'Take your unsaved text' }).click();
  await mine.filter({ hasText: 'kept int a;' }).waitFor();
});
