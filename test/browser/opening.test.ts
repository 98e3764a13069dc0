import { expect } from 'vitest';
import { succeed } from '../../app/contract/index.ts';
import { asked, editor, open, test } from './open-page.ts';

/** A lab whose second assignment comes when the test lets it. */
const slow = () => {
  let come: () => void = () => undefined;
  const coming = new Promise<void>((resolve) => {
    come = resolve;
  });
  return {
    letCome: () => {
      come();
    },
    own: {
      'workspace.open': async ({ assignment }: { assignment: string }) => {
        if (assignment === 'ports') await coming;
        const file = { path: 'prog.c', role: 'main' as const, text: `int ${assignment};\n`, edited: false };
        return succeed({ folder: '/work', files: [file] });
      },
    },
  };
};

test('while an assignment is opened the editor says so and takes no key, then takes them again', async () => {
  const { letCome, own } = slow();
  const { page, lab } = await open(own);
  await page.keyboard.press('Control+p');
  await page.keyboard.type('ports');
  await page.keyboard.press('Enter');
  await page.getByText('Opening …').waitFor();
  await editor(page).focus();
  await page.keyboard.type('lost');
  expect(await editor(page).textContent()).toBe('int bounds;');
  await page.getByRole('heading', { name: 'Before you read, ask', level: 1 }).waitFor();
  // Asked for too early, it is done with the assignment that comes.
  await page.keyboard.press('Control+s');
  letCome();
  await page.getByRole('heading', { name: 'Ports', level: 1 }).waitFor();
  await page.getByText('Opening …').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('long ');
  await expect.poll(() => editor(page).textContent()).toBe('long int ports;');
  await expect.poll(() => asked(lab, 'check.run')).toMatchObject([{ assignment: 'ports' }]);
  expect(asked(lab, 'workspace.save')).toEqual([]);
});
