import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, vi } from 'vitest';
import { bundle } from '../../contract/fixture/bundle.ts';
import type { Request } from './engine-side.ts';
import type { User } from './system.ts';

/** Whose rules apply to a helper is told by the folder it lies in. */
const folders = ['sudo-granted', 'granted', 'denied', 'asked', 'pondered'] as const;
type Folder = (typeof folders)[number];
/** The lab's own, as it is built, and two that fail. */
type Helper = 'helper.js' | 'silent-helper.mjs' | 'broken-helper.mjs';
const root = join(import.meta.dirname, '../../..');

/** The bundled engine side and helpers, where every user can read them. */
export interface Bench {
  readonly base: string;
  readonly helper: (folder: Folder, helper?: Helper) => string;
  readonly engineSide: string;
  /** The learner's word and the helper together. */
  readonly labSide: string;
  readonly remove: () => void;
}

export const layOutBench = async (): Promise<Bench> => {
  const names = ['engine-side', 'lab-side', 'silent-helper', 'broken-helper'];
  const bundled = await bundle(names.map((name) => join(import.meta.dirname, `${name}.ts`)));
  const base = mkdtempSync(join(tmpdir(), 'elevation-'));
  for (const folder of folders) {
    const copy = join(base, folder);
    mkdirSync(copy);
    for (const built of [dirname(bundled.files[0] ?? ''), join(root, 'dist')]) {
      cpSync(built, copy, { recursive: true });
    }
    chmodSync(copy, 0o755);
  }
  // Away from the checkout, which other users may not be allowed to read; root is.
  symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'));
  writeFileSync(join(base, 'package.json'), '{ "type": "module" }\n');
  chmodSync(base, 0o755);
  bundled.remove();
  return {
    base,
    helper: (folder, helper = 'helper.js') => join(base, folder, helper),
    engineSide: join(base, 'asked', 'engine-side.mjs'),
    labSide: join(base, 'asked', 'lab-side.mjs'),
    remove: () => {
      rmSync(base, { recursive: true });
    },
  };
};

/** Whether a terminal has stopped showing what is typed. The agent throws away what was typed before that. */
const asksInSecret = (terminal: string): boolean =>
  / -echo /.test(spawnSync('stty', ['-F', terminal, '-a'], { encoding: 'utf8' }).stdout);

/** Ctrl-C, as a terminal sends it. */
const interrupt = '\u0003';

/** What the engine side prints: a helper's particulars, or a failure. */
export type Answer = Readonly<Record<string, unknown>>;

/**
 * Has a user's engine start a helper, without a terminal. With `agent`, polkit can ask that user on a terminal of its
 * own, where `typed` is typed once the question is there, or nothing at all. `side` is what runs as that user.
 */
export const startAs = async (
  user: Pick<User, 'uid' | 'gid'>,
  bench: Bench,
  request: Request,
  agent?: { readonly typed: string | undefined },
  side = bench.engineSide,
): Promise<Answer> => {
  const { uid, gid } = user;
  const own = { uid, gid, cwd: '/', detached: true, env: { PATH: process.env['PATH'], TERM: 'dumb' } };
  const engine = spawn(process.execPath, [side, JSON.stringify(request)], own);
  let stdout = '';
  let stderr = '';
  engine.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()));
  engine.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  const ended = once(engine, 'close');

  let stopAgent = () => Promise.resolve();
  if (agent) {
    const ready = join(bench.base, 'agent-ready');
    spawnSync('mkfifo', ['-m', '666', ready]);
    const command = `tty; exec pkttyagent --process ${engine.pid ?? 0} --notify-fd 3 3>${ready}`;
    const terminal = spawn('script', ['-qfc', command, '/dev/null'], own);
    const gone = once(terminal, 'exit');
    // The agent may end between the question whether it runs and the wish that it end.
    terminal.stdin.on('error', () => undefined);
    let shown = '';
    let asked = false;
    const answer = async (): Promise<void> => {
      const device = /^\/dev\/\S+/.exec(shown)?.[0] ?? '';
      await vi.waitUntil(() => asksInSecret(device), { timeout: 10_000, interval: 10 });
      terminal.stdin.write(`${agent.typed ?? ''}\n`);
    };
    terminal.stdout.on('data', (bytes: Buffer) => {
      shown += bytes.toString();
      if (asked || agent.typed === undefined || !shown.includes('Password: ')) return;
      asked = true;
      void answer();
    });
    // Closed, and so read to its end, once the agent is registered.
    await readFile(ready);
    rmSync(ready);
    stopAgent = async () => {
      if (terminal.exitCode === null) terminal.stdin.write(interrupt);
      await gone;
    };
  }
  engine.stdin.end('go\n');
  await ended;
  await stopAgent();
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
};

/** Waits until polkit grants by its rule: one that was running already takes a moment to read it. */
export const polkitReadsRule = (user: User, bench: Bench): Promise<void> =>
  vi.waitFor(
    async () => {
      const answer = await startAs(user, bench, { helperPath: bench.helper('granted'), ways: ['pkexec'] });
      expect(answer).toMatchObject({ way: 'pkexec' });
    },
    { timeout: 20_000 },
  );
