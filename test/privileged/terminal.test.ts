import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { contract, labFailure } from '../../app/contract/index.ts';
import { createEngine, type Engine } from '../../app/engine/index.ts';
import { sessionProcesses } from '../../app/engine/terminal/session-processes.ts';
import { connect, memoryChannelPair, serve } from '../../app/rpc/index.ts';
import { root } from '../support/cli.ts';
import { value } from '../support/lab-helper.ts';
import { processesWith } from '../support/processes.ts';
import { scratchFolder } from '../support/scratch.ts';
import { thingsNamingAreGone } from '../support/things-naming.ts';

const name = 'veth-pty';
const number = 229;
const size = { columns: 100, rows: 30 };
const scratch = scratchFolder();

// The same shell for whoever runs the tests.
beforeAll(() => {
  vi.stubEnv('SHELL', '/bin/sh');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const engines: Engine[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map(({ dispose }) => dispose()));
  await thingsNamingAreGone(name, `number-${number}`);
});

/** An engine with a page before it, which gathers what the terminals say and draws it at once. */
const lab = () => {
  const engine = createEngine({ root, dataFolder: scratch.folder });
  engines.push(engine);
  const [near, far] = memoryChannelPair();
  serve(contract, engine.service, far);
  const page = connect(contract, near, { gone: labFailure('cancelled', { thing: 'the test' }) });
  let said = '';
  const waiting = new Set<() => void>();
  page.on('terminal.output', ({ terminal, text }) => {
    said += text;
    void page.call('terminal.acknowledge', { terminal, characters: text.length });
    for (const look of [...waiting]) look();
  });
  return {
    engine,
    page,
    /** What the pattern's first group found, once it is there. */
    reads: (pattern: RegExp): Promise<string> =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = pattern.exec(said)?.[1];
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
};

describe('a terminal inside the namespace', () => {
  it('sees the inner end, and ends with the lab, which leaves nothing', async () => {
    const { engine, page, reads } = lab();
    value(await page.call('env.up', { name, number }));
    const profile = { kind: 'namespace', environment: name } as const;
    const { terminal } = value(await page.call('terminal.open', { profile, size }));
    // Not from /sys, which stays the host's there. The quotes keep what is typed from looking like the answer.
    const text = "echo 'links:'$(awk -F: 'NR > 2 { print $1 }' /proc/net/dev): 'pid:'$$:\n";
    value(await page.call('terminal.write', { terminal, text }));
    expect(await reads(/links: ([^']*?):/)).toBe('lo veth0');
    const pid = Number(await reads(/pid:(\d+):/));
    await engine.dispose();
    expect(await sessionProcesses(pid)).toEqual([]);
  });

  it('is refused where the environment is missing', async () => {
    const { page } = lab();
    const profile = { kind: 'namespace', environment: name } as const;
    expect(await page.call('terminal.open', { profile, size })).toMatchObject({
      ok: false,
      failure: { code: 'env-missing' },
    });
  });
});

describe('the engine’s own wiring', () => {
  it('starts a shell where the learner’s files lie', async () => {
    await mkdir(join(scratch.folder, 'work'), { recursive: true });
    const { page, reads } = lab();
    const { terminal } = value(await page.call('terminal.open', { profile: { kind: 'shell' }, size }));
    value(await page.call('terminal.write', { terminal, text: "echo 'at:'$PWD:\n" }));
    expect(await reads(/at:([^']*?):/)).toBe(join(scratch.folder, 'work'));
  });

  it('starts clangd on the learner’s files of an assignment, and ends it', async () => {
    const { engine, page } = lab();
    const key = { lesson: 'packet01-parsing', assignment: 'ipv6-header' };
    const { folder, files } = value(await page.call('workspace.open', key));
    const before = processesWith('--compile-commands-dir=');
    const started = value(await page.call('language.start', key));
    expect(started.rootUri).toBe(`file://${folder}`);
    expect(Object.keys(started.documents)).toEqual(files.map(({ path }) => path));
    const added = processesWith('--compile-commands-dir=').filter((pid) => !before.includes(pid));
    expect(added).toHaveLength(1);
    const { session } = started;
    const initialize = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: started.rootUri, capabilities: {} },
    };
    const answered = new Promise((resolve) => {
      page.on('language.message', ({ message }) => {
        resolve(message);
      });
    });
    value(await page.call('language.send', { session, message: initialize }));
    expect(await answered).toMatchObject({ id: 1, result: { capabilities: { hoverProvider: true } } });
    await engine.dispose();
    expect(processesWith('--compile-commands-dir=').filter((pid) => added.includes(pid))).toEqual([]);
  });
});
