import { describe, expect, it } from 'vitest';
import { sessionProcesses } from '../../../../app/engine/terminal/session-processes.ts';
import { scratchFolder } from '../../../support/scratch.ts';
import { context, terminalLab, valueOf } from './fixture.ts';

const scratch = scratchFolder();

/** Types a command that prints the shell's process id, and reads it. The quotes keep the echo from looking like the answer. */
const shellPid = async (lab: ReturnType<typeof terminalLab>, terminal: string): Promise<number> => {
  const pid = (): string | undefined => /pid=(\d+)=/.exec(lab.said(terminal))?.[1];
  await lab.type(terminal, "echo 'pid'=$$=\n");
  await lab.until(() => pid() !== undefined);
  return Number(pid());
};

describe('a terminal with the learner’s shell', { timeout: 30_000 }, () => {
  it('runs it in the given folder, on a terminal of the given size and kind', async () => {
    const lab = terminalLab({ folder: () => Promise.resolve(scratch.folder) });
    const terminal = await lab.open();
    await lab.type(terminal, 'echo "[$PWD $TERM $COLORTERM $(stty size)]"; exit 7\n');
    await lab.until(() => lab.exits.length > 0);
    expect(lab.said(terminal)).toContain(`[${scratch.folder} xterm-256color truecolor 24 80]`);
    expect(lab.exits).toEqual([{ terminal, exitCode: 7 }]);
  });

  it('starts at home where the folder is not there, and /bin/sh where $SHELL is no program', async () => {
    const lab = terminalLab({
      folder: () => Promise.resolve('/nowhere'),
      environment: { PATH: process.env.PATH, SHELL: '/nowhere/sh', TMUX: 'of another terminal' },
    });
    const terminal = await lab.open();
    await lab.type(terminal, 'cd ~ 2>/dev/null; echo "[$0 ${TMUX-none}]"; exit\n');
    await lab.until(() => lab.exits.length > 0);
    expect(lab.said(terminal)).toContain('[/bin/sh none]');
  });

  it('tells the program of a new size', async () => {
    const lab = terminalLab();
    const terminal = await lab.open();
    await lab.handlers['terminal.resize']({ terminal, size: { columns: 132, rows: 50 } }, context);
    await lab.type(terminal, 'echo "[$(stty size)]"\n');
    await lab.until(() => lab.said(terminal).includes('[50 132]'));
    const { terminals } = valueOf(await lab.handlers['terminal.list']({}, context));
    expect(terminals[0]?.size).toEqual({ columns: 132, rows: 50 });
  });

  it('never splits a character that comes in pieces', async () => {
    const lab = terminalLab();
    const terminal = await lab.open();
    await lab.type(terminal, "stty -echo; echo 're'ady\n");
    await lab.until(() => lab.said(terminal).includes('ready\r\n'));
    // Each `read` waits for a line that is typed once the piece before it has come.
    await lab.type(terminal, "printf '<\\346'; read x; printf '\\227\\245|\\360\\237'; read x; ");
    await lab.type(terminal, "printf '\\220\\235>'; exit\n");
    await lab.until(() => lab.said(terminal).includes('<'));
    await lab.type(terminal, '\n');
    await lab.until(() => lab.said(terminal).includes('|'));
    await lab.type(terminal, '\n');
    await lab.until(() => lab.exits.length > 0);
    expect(lab.said(terminal)).toContain('<日|🐝>');
    expect(lab.said(terminal)).not.toContain('\ufffd');
  });

  it('says null for a program that a signal ended', async () => {
    const lab = terminalLab();
    const terminal = await lab.open();
    await lab.type(terminal, 'kill -KILL $$\n');
    await lab.until(() => lab.exits.length > 0);
    expect(lab.exits).toEqual([{ terminal, exitCode: null }]);
  });

  it('takes what is asked of it after its end', async () => {
    const lab = terminalLab();
    const terminal = await lab.open();
    await lab.type(terminal, 'exit\n');
    await lab.until(() => lab.exits.length > 0);
    const size = { columns: 10, rows: 10 };
    expect(await lab.handlers['terminal.write']({ terminal, text: 'x' }, context)).toMatchObject({
      ok: true,
    });
    expect(await lab.handlers['terminal.resize']({ terminal, size }, context)).toMatchObject({ ok: true });
    const { terminals } = valueOf(await lab.handlers['terminal.list']({}, context));
    expect(terminals).toMatchObject([{ terminal, ended: { exitCode: 0 }, size: { columns: 80, rows: 24 } }]);
  });
});

describe('the end of a terminal', { timeout: 30_000 }, () => {
  it('takes with it what ignores the hang-up, and jobs in process groups of their own', async () => {
    const lab = terminalLab({ environment: { PATH: process.env.PATH, SHELL: '/bin/bash', HISTFILE: '' } });
    const terminal = await lab.open();
    const pid = await shellPid(lab, terminal);
    await lab.type(terminal, "trap '' HUP; sleep 1001 & nohup sleep 1002 >/dev/null 2>&1 & echo 'do'ne\n");
    await lab.until(() => lab.said(terminal).includes('done\r\n'));
    expect((await sessionProcesses(pid)).length).toBeGreaterThanOrEqual(3);
    expect(await lab.handlers['terminal.close']({ terminal }, context)).toMatchObject({ ok: true });
    expect(await sessionProcesses(pid)).toEqual([]);
    expect(lab.exits).toMatchObject([{ terminal }]);
    expect(valueOf(await lab.handlers['terminal.list']({}, context)).terminals).toEqual([]);
  });

  it('takes with it what descends from it in a session of its own, as sudo’s command does', async () => {
    const lab = terminalLab();
    const terminal = await lab.open();
    const inner = (): string | undefined => /inner=(\d+)=/.exec(lab.said(terminal))?.[1];
    await lab.type(terminal, `setsid --wait sh -c "echo 'inner'=\\$\\$=; sleep 1004 & sleep 1005; :"\n`);
    await lab.until(() => inner() !== undefined);
    await lab.handlers['terminal.close']({ terminal }, context);
    expect(await sessionProcesses(Number(inner()))).toEqual([]);
  });

  it('comes with the engine’s, for every terminal, also one being opened', async () => {
    const lab = terminalLab();
    const pids = await Promise.all([
      lab.open().then((terminal) => shellPid(lab, terminal)),
      lab.open().then((terminal) => shellPid(lab, terminal)),
    ]);
    const size = { columns: 80, rows: 24 };
    const late = lab.handlers['terminal.open']({ profile: { kind: 'shell' }, size }, context);
    await lab.handlers.dispose();
    expect(await Promise.all(pids.map((pid) => sessionProcesses(pid)))).toEqual([[], []]);
    expect(await late).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(new Set(lab.exits.map(({ terminal }) => terminal)).size).toBe(3);
  });

  it('of the shell alone takes what it left in the background', async () => {
    const lab = terminalLab();
    const terminal = await lab.open();
    const pid = await shellPid(lab, terminal);
    await lab.type(terminal, "nohup sleep 1003 >/dev/null 2>&1 & exec sh -c 'exit 3'\n");
    await lab.until(() => lab.exits.length > 0);
    await lab.handlers['terminal.close']({ terminal }, context);
    expect(await sessionProcesses(pid)).toEqual([]);
    expect(lab.exits).toEqual([{ terminal, exitCode: 3 }]);
  });
});

describe('asking for a terminal that cannot be', { timeout: 30_000 }, () => {
  it('says not-found for an id that nobody gave', async () => {
    const { handlers } = terminalLab();
    const size = { columns: 80, rows: 24 };
    const answers = await Promise.all([
      handlers['terminal.write']({ terminal: 'x', text: '' }, context),
      handlers['terminal.resize']({ terminal: 'x', size }, context),
      handlers['terminal.acknowledge']({ terminal: 'x', characters: 1 }, context),
      handlers['terminal.close']({ terminal: 'x' }, context),
    ]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.failure.code))).toEqual(
      Array(4).fill('not-found'),
    );
  });

  it('hands on that an environment is missing', async () => {
    const { handlers } = terminalLab();
    const profile = { kind: 'namespace', environment: 'veth-none' } as const;
    const opened = await handlers['terminal.open']({ profile, size: { columns: 80, rows: 24 } }, context);
    expect(opened).toMatchObject({ ok: false, failure: { code: 'env-missing' } });
  });

  it('refuses a seventeenth, until one has ended', async () => {
    const lab = terminalLab();
    const terminals = await Promise.all(Array.from({ length: 16 }, () => lab.open()));
    const size = { columns: 80, rows: 24 };
    const asked = { profile: { kind: 'shell' }, size } as const;
    expect(await lab.handlers['terminal.open'](asked, context)).toMatchObject({ failure: { code: 'busy' } });
    await lab.type(terminals[5] ?? '', 'exit\n');
    await lab.until(() => lab.exits.length > 0);
    expect(await lab.handlers['terminal.open'](asked, context)).toMatchObject({ ok: true });
  });
});
