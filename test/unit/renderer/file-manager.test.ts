import { expect, onTestFinished, test, vi } from 'vitest';
import { succeed } from '../../../app/contract/index.ts';
import { editorCommands } from '../../../renderer/editor/commands.ts';
import { openPage } from './page.ts';

const command = editorCommands.find(({ id }) => id === 'editor.show-in-file-manager');

/** A page with a file open, of a host that has a file manager or none. */
const opened = async (reveal: boolean) => {
  const page = openPage({
    'host.abilities': () =>
      Promise.resolve(succeed({ kind: 'desktop', version: '1', dialogs: true, reveal })),
    'host.reveal': () => Promise.resolve(succeed({})),
  });
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
    expect(page.lab.session.abilities).toBeDefined();
  });
  return page;
};

test('the active file is shown in the file manager where there is one', async () => {
  const { lab, asked } = await opened(true);
  expect(command?.possible?.(lab)).toBe(true);
  await command?.run(lab);
  expect(asked.filter(({ name }) => name === 'host.reveal').map(({ input }) => input)).toEqual([
    { lesson: 'packets', assignment: 'bounds', path: 'prog.c' },
  ]);
  expect(lab.failures.current).toBeUndefined();
});

test('it is not offered where there is none, as in a browser', async () => {
  const { lab } = await opened(false);
  expect(command?.possible?.(lab)).toBe(false);
});
