import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type { Again } from '../../../renderer/state/failures.svelte.ts';
import type { MakeScreen } from '../../../renderer/terminal/terminal-screen.ts';
import { Failures } from '../../../renderer/state/failures.svelte.ts';
import { Terminals } from '../../../renderer/state/terminals.svelte.ts';
import { openPage } from './page.ts';
import { openTerminals } from './terminal-session.ts';

const state = (terminal: string) => ({
  terminal,
  profile: { kind: 'shell' as const },
  size: { columns: 80, rows: 24 },
  recent: 'before the reload',
  ended: null,
});

test('terminals whose screens did not come all get one when they are loaded again', async () => {
  // The page's own terminals ask first; they would draw them with the real xterm, which wants a document.
  const lists = [[], [state('1'), state('2')]];
  const { lab } = openPage({
    'terminal.list': () => Promise.resolve(succeed({ terminals: lists.shift() ?? [] })),
  });
  onTestFinished(() => {
    lab.link.dispose();
  });
  const replayed: string[] = [];
  const make: MakeScreen = () => ({
    write: () => undefined,
    replay: (text) => replayed.push(text),
    show: () => () => undefined,
    look: () => undefined,
    lastLink: () => undefined,
    focus: () => undefined,
    dispose: () => undefined,
  });
  const agains: Again[] = [];
  const terminals = new Terminals(
    lab.link,
    new Failures(),
    () => undefined,
    (again) => {
      agains.push(again);
      return Promise.resolve(agains.length === 1 ? undefined : make);
    },
  );
  await vi.waitFor(() => {
    expect(terminals.list).toHaveLength(2);
  });
  expect(replayed).toEqual([]);
  await agains[0]?.();
  await vi.waitFor(() => {
    expect(replayed).toEqual(['before the reload', 'before the reload']);
  });
  expect(agains).toHaveLength(2);
});

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
