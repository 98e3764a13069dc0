import { describe, expect, it, vi } from 'vitest';
import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type { TerminalState } from '../../../app/contract/index.ts';
import { openTerminals } from './terminal-session.ts';

const shell = { profile: { kind: 'shell' } } as const;
const environment = { name: 'veth-packet01', number: 1, vlan: false, legacyIp: false };
const inside = { profile: { kind: 'namespace', environment: environment.name }, environment } as const;

const state = (more: Partial<TerminalState> = {}): TerminalState => ({
  terminal: 'old',
  profile: { kind: 'shell' },
  size: { columns: 80, rows: 24 },
  recent: 'before\r\n',
  ended: null,
  ...more,
});
const listing = (...terminals: readonly TerminalState[]) => ({
  'terminal.list': () => Promise.resolve(succeed({ terminals: [...terminals] })),
});

/** A page with one new shell, whose screen is there; `later` is what the lab lists at the next connection. */
const withShell = async (...later: readonly TerminalState[]) => {
  const lists = [[], [...later]];
  const page = openTerminals({
    'terminal.list': () => Promise.resolve(succeed({ terminals: lists.shift() ?? [] })),
  });
  page.load();
  await vi.waitUntil(() => page.asked('terminal.list').length === 1);
  await page.terminals.open(shell);
  const screen = await vi.waitUntil(() => page.screens[0]);
  return { ...page, screen };
};

describe('flow control', () => {
  it('acknowledges what a screen has taken in, in UTF-16 units and in steps', async () => {
    const { emit, screen, asked } = await withShell();
    emit('terminal.output', { terminal: 'terminal-1', text: '😀'.repeat(2000) });
    emit('terminal.output', { terminal: 'terminal-1', text: 'x'.repeat(3000) });
    await vi.waitUntil(() => screen.text().endsWith('x'));
    expect(asked('terminal.acknowledge')).toEqual([]);
    screen.takeIn();
    await vi.waitUntil(() => asked('terminal.acknowledge').length > 0);
    expect(asked('terminal.acknowledge')).toEqual([{ terminal: 'terminal-1', characters: 7000 }]);
  });

  it('does not acknowledge after a new count what was sent before it', async () => {
    const page = await withShell(state({ terminal: 'terminal-1' }));
    const { emit, screen, asked, cut } = page;
    emit('terminal.output', { terminal: 'terminal-1', text: 'x'.repeat(9000) });
    await vi.waitUntil(() => screen.text().endsWith('x'));
    cut();
    await vi.waitUntil(() => screen.text() === 'before\r\n');
    screen.takeIn();
    emit('terminal.output', { terminal: 'terminal-1', text: 'y'.repeat(6000) });
    await vi.waitUntil(() => screen.text().endsWith('y'));
    screen.takeIn();
    await vi.waitUntil(() => asked('terminal.acknowledge').length > 0);
    expect(asked('terminal.acknowledge')).toEqual([{ terminal: 'terminal-1', characters: 6000 }]);
  });

  it('keeps output in order while the screen is still loading', async () => {
    const { terminals, emit, load, screens } = openTerminals(listing(state()));
    await vi.waitUntil(() => terminals.list.length === 1);
    emit('terminal.output', { terminal: 'old', text: 'one ' });
    emit('terminal.output', { terminal: 'old', text: 'two' });
    await vi.waitFor(() => {
      expect(terminals.active?.id).toBe('old');
    });
    load();
    const screen = await vi.waitUntil(() => screens[0]);
    await vi.waitUntil(() => screen.text() === 'before\r\none two');
  });
});

describe('a page that connects', () => {
  it('leaves out output that comes before the list, which holds it', async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const page = openTerminals({
      'terminal.list': async () => {
        await answered;
        return succeed({ terminals: [state({ recent: 'early' })] });
      },
    });
    page.load();
    await vi.waitUntil(() => page.asked('terminal.list').length === 1);
    page.emit('terminal.output', { terminal: 'old', text: 'early' });
    answer();
    await vi.waitUntil(() => page.screens.length === 1);
    page.emit('terminal.output', { terminal: 'old', text: ' late' });
    await vi.waitUntil(() => page.screens[0]?.text() === 'early late');
  });

  it('draws a terminal anew after a lost connection, and tells it its size again', async () => {
    const page = await withShell(state({ terminal: 'terminal-1', recent: 'all of it' }));
    page.screen.onFit({ columns: 120, rows: 10 });
    await vi.waitUntil(() => page.asked('terminal.resize').length === 1);
    page.emit('terminal.output', { terminal: 'terminal-1', text: 'some' });
    await vi.waitUntil(() => page.screen.text().endsWith('some'));
    page.cut();
    await vi.waitUntil(() => page.screen.text() === 'all of it');
    await vi.waitUntil(() => page.asked('terminal.resize').length === 2);
    expect(page.terminals.list).toHaveLength(1);
  });

  it('keeps what a lost lab’s terminals said, and says that they have ended', async () => {
    const { terminals, cut, screen, emit } = await withShell();
    emit('terminal.output', { terminal: 'terminal-1', text: 'kept' });
    await vi.waitUntil(() => screen.text() === 'kept');
    cut();
    await vi.waitUntil(() => terminals.active?.ended === 'with-the-lab');
    expect(screen.text()).toBe('kept');
  });
});

describe('a terminal', () => {
  it('hears of its size only when that has changed', async () => {
    const { screen, asked } = await withShell();
    screen.onFit({ columns: 80, rows: 24 });
    screen.onFit({ columns: 100, rows: 20 });
    screen.onFit({ columns: 100, rows: 20 });
    screen.onInput('sentinel');
    await vi.waitUntil(() => asked('terminal.write').length === 1);
    expect(asked('terminal.resize')).toEqual([{ terminal: 'terminal-1', size: { columns: 100, rows: 20 } }]);
  });

  it('takes no more input once its program has ended', async () => {
    const { emit, screen, terminals, asked } = await withShell();
    emit('terminal.exited', { terminal: 'terminal-1', exitCode: 3 });
    await vi.waitUntil(() => terminals.active?.ended !== null);
    expect(terminals.active?.ended).toEqual({ exitCode: 3 });
    screen.onInput('lost');
    await terminals.open(shell);
    expect(asked('terminal.write')).toEqual([]);
  });

  it('is started again in its place', async () => {
    const { emit, terminals, asked } = await withShell();
    await terminals.open(shell);
    const [first, second] = terminals.list;
    if (!first || !second) throw new Error('two terminals were opened');
    emit('terminal.exited', { terminal: 'terminal-1', exitCode: 0 });
    await terminals.open({ ...shell, instead: first });
    expect(terminals.list.map(({ id }) => id)).toEqual(['terminal-3', 'terminal-2']);
    expect(terminals.active?.id).toBe('terminal-3');
    expect(asked('terminal.close')).toEqual([{ terminal: 'terminal-1' }]);
  });

  it('starts with the files of the open assignment', async () => {
    const { asked } = await withShell();
    expect(asked('terminal.open')).toMatchObject([{ work: { lesson: 'packets', assignment: 'bounds' } }]);
  });

  it('is opened by asking for the first only where there is none', async () => {
    const { terminals, asked } = await withShell();
    await terminals.openFirst();
    expect(asked('terminal.open')).toHaveLength(1);
    if (terminals.active) await terminals.close(terminals.active);
    await terminals.openFirst();
    expect(terminals.list.map(({ id }) => id)).toEqual(['terminal-2']);
    expect(terminals.focusWanted).toBe(true);
  });

  it('gives way to its neighbour when it is closed', async () => {
    const { terminals, asked, screens } = await withShell();
    await terminals.open(shell);
    const [first] = terminals.list;
    if (!first) throw new Error('there is no terminal');
    terminals.active = first;
    await terminals.close(first);
    expect(terminals.active.id).toBe('terminal-2');
    expect(asked('terminal.close')).toEqual([{ terminal: 'terminal-1' }]);
    expect(screens[0]?.text()).toBe('disposed');
  });
});

describe('a terminal inside the namespace', () => {
  it('offers to make an environment that does not stand, and then opens', async () => {
    let stands = false;
    const page = openTerminals({
      'terminal.open': () =>
        Promise.resolve(
          stands
            ? succeed({ terminal: 'inside' })
            : fail(labFailure('env-missing', { thing: environment.name })),
        ),
      'env.up': () => {
        stands = true;
        const end = { interface: 'veth0', mac: '02:00:00:00:00:01', addresses: [] };
        return Promise.resolve(
          succeed({
            environment: {
              name: environment.name,
              number: 1,
              vlan: 'none' as const,
              legacyIp: false,
              keep: false,
              outer: end,
              inner: end,
              program: null,
              heldBy: null,
            },
            commands: [],
          }),
        );
      },
    });
    await vi.waitUntil(() => page.asked('terminal.list').length === 1);
    await page.terminals.open(inside);
    expect(page.failures.current).toBeUndefined();
    expect(page.terminals.missing?.environment).toEqual(environment);
    await page.terminals.makeMissing();
    expect(page.asked('env.up')).toMatchObject([environment]);
    expect(page.terminals.missing).toBeUndefined();
    expect(page.terminals.active?.id).toBe('inside');
  });

  it('shows the lab’s failure where root was refused, and keeps the offer', async () => {
    const { terminals, failures, asked } = openTerminals({
      'terminal.open': () => Promise.resolve(fail(labFailure('env-missing', { thing: environment.name }))),
      'env.up': () => Promise.resolve(fail(labFailure('not-allowed', { thing: 'env.up' }))),
    });
    await vi.waitUntil(() => asked('terminal.list').length === 1);
    await terminals.open(inside);
    await terminals.makeMissing();
    expect(failures.current?.code).toBe('not-allowed');
    expect(terminals.missing).toBeDefined();
  });
});
