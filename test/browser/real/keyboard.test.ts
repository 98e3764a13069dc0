import { test } from '../open-page.ts';
import { pressUntil } from '../focus.ts';
import { lamp, mendByKeys, results } from './learner.ts';
import { enterLab, serveLab } from './serve-lab.ts';

test('a whole assignment with the keyboard alone, and the focus is always seen', async () => {
  const page = await enterLab(await serveLab());

  await pressUntil(page, 'Tab', /How many bytes from the packet/);
  await page.keyboard.press('Enter');
  await page.getByText('the comparison proved not one byte').waitFor();

  await pressUntil(page, 'F6', /^Editor /);
  await mendByKeys(page);
  await page.keyboard.press('Control+s');
  await page.getByRole('dialog').waitFor();
  await pressUntil(page, 'Tab', /^Allow$/);
  await page.keyboard.press('Enter');
  await lamp(page, 'IPv6 is recognised and dropped', 'passes').waitFor();
  await page.keyboard.press('F5');
  await lamp(page, 'Real pings are dropped', 'passes').waitFor();

  await pressUntil(page, 'F6', /^Checks$/);
  await pressUntil(page, 'Tab', /^\W*Real pings are dropped/);
  await page.keyboard.press('Enter');
  await results(page).getByText('XDP_DROP').filter({ visible: true }).first().waitFor();

  await pressUntil(page, 'Shift+Tab', /^Checks$/);
  await pressUntil(page, 'ArrowRight', /^History$/);
  await pressUntil(page, 'ArrowRight', /^Commands$/);
  await results(page).getByText('clang').first().waitFor();
  await pressUntil(page, 'Tab', /Copy all/);

  await page.keyboard.press('Control+`');
  const screen = page.locator('.xterm-rows').filter({ visible: true });
  await screen
    .filter({ hasText: '$' })
    .or(screen.filter({ hasText: '#' }))
    .waitFor();
  await page.keyboard.type('echo it is $((40 + 2))');
  await page.keyboard.press('Enter');
  await screen.filter({ hasText: 'it is 42' }).waitFor();

  await page.reload();
  await screen.filter({ hasText: 'it is 42' }).waitFor();
  await page.getByText('the comparison proved not one byte').waitFor();
  await pressUntil(page, 'F6', /^Terminal$/);
  await pressUntil(page, 'ArrowRight', /^History$/);
  await results(page).getByText('6/6').first().waitFor();

  await pressUntil(page, 'F6', /^Lessons/);
  await page.keyboard.press('Alt+ArrowRight');
  await pressUntil(page, 'Shift+Tab', /日本語/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '読む前に、確かめる' }).waitFor();
});
