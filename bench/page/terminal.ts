import type { Page } from 'playwright-core';

/** Shows a tab of the pane below. */
export const showTab = (page: Page, tab: 'checks' | 'terminal'): Promise<void> =>
  page.locator(`#tab-${tab}`).click();

/** Prints so much text in a shell of the terminal pane, and waits until the last of it is drawn; `mark` differs each time. */
export const printMuch = async (page: Page, bytes: number, mark: number): Promise<void> => {
  await showTab(page, 'terminal');
  const screen = page.locator('.xterm-rows');
  await screen.waitFor();
  await page.locator('.xterm-helper-textarea').focus();
  // The command line itself does not hold what it prints last.
  await page.keyboard.type(`yes 'all work and no play' | head -c ${bytes}; echo printed $((${mark} + 1))\n`);
  await screen.filter({ hasText: `printed ${mark + 1}` }).waitFor();
};
