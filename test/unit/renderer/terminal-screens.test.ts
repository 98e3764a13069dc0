import { expect, test, vi } from 'vitest';
import { fail, labFailure } from '../../../app/contract/index.ts';
import { openTerminals } from './terminal-session.ts';

test('where the browser does not let the page copy, that is said until something is typed', async () => {
  const { terminals, screens, load } = openTerminals({
    'terminal.write': () => Promise.resolve(fail(labFailure('not-found', { thing: 'terminal' }))),
  });
  load();
  await vi.waitFor(async () => {
    await terminals.openFirst();
    expect(terminals.active?.screen).toBeDefined();
  });
  screens[0]?.onCopy('selected');
  await vi.waitFor(() => {
    expect(terminals.active?.copyRefused).toBe(true);
  });
  screens[0]?.onInput('x');
  expect(terminals.active?.copyRefused).toBe(false);
});
