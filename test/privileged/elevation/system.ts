import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

const polkitd = '/usr/lib/polkit-1/polkitd';
const needed = ['sudo', 'pkexec', 'pkttyagent', 'dbus-daemon', 'dbus-send', 'useradd', 'script', polkitd];
const busSocket = '/run/dbus/system_bus_socket';

const runs = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

const must = (command: string, args: string[], input = ''): string => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', input });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
};

/** Throws, and names them, when programs are missing without which nothing here could be tried for real. */
export const requirePrograms = (): void => {
  const missing = needed.filter((program) => !runs('sh', '-c', `command -v ${program}`));
  if (missing.length > 0) {
    throw new Error(`missing: ${missing.join(', ')} (Debian: apt-get install sudo pkexec polkitd dbus)`);
  }
};

/** An ordinary user of this machine; removed by the function. */
export interface User {
  readonly name: string;
  readonly password: string;
  readonly uid: number;
  readonly gid: number;
  readonly remove: () => void;
}

export const makeUser = (name: string): User => {
  const password = 'packets all the way down';
  const remove = () => {
    must('userdel', [name]);
  };
  if (runs('id', name)) remove();
  must('useradd', ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/sh', name]);
  must('chpasswd', [], `${name}:${password}\n`);
  const [uid, gid] = ['-u', '-g'].map((option) => Number(must('id', [option, name])));
  return { name, password, uid: uid ?? -1, gid: gid ?? -1, remove };
};

/** Lets `user` run exactly these command lines as root without a password. */
export const allowBySudo = (user: User, commands: readonly string[]): (() => void) => {
  const path = `/etc/sudoers.d/${user.name}`;
  writeFileSync(path, `${user.name} ALL=(root) NOPASSWD: ${commands.join(', ')}\n`, { mode: 0o440 });
  return () => {
    rmSync(path);
  };
};

/**
 * Has polkit answer `user` by what the command line contains: `/granted/`, `/denied/`, `/pondered/` (a while, then no),
 * else their own password.
 */
export const answerByPolkit = (user: User): (() => void) => {
  const path = `/etc/polkit-1/rules.d/10-${user.name}.rules`;
  writeFileSync(
    path,
    `polkit.addRule(function (action, subject) {
  if (subject.user !== '${user.name}' || action.id !== 'org.freedesktop.policykit.exec') return undefined;
  var command = action.lookup('command_line');
  if (command.indexOf('/granted/') >= 0) return polkit.Result.YES;
  if (command.indexOf('/denied/') >= 0) return polkit.Result.NO;
  if (command.indexOf('/pondered/') >= 0) {
    polkit.spawn(['/bin/sleep', '2']);
    return polkit.Result.NO;
  }
  return polkit.Result.AUTH_SELF;
});
`,
    { mode: 0o644 },
  );
  return () => {
    rmSync(path);
  };
};

const end = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
};

const untilItSays = (child: ChildProcess, words: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    const hear = (bytes: Buffer) => {
      said += bytes.toString();
      if (said.includes(words)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error(`it ended without a word of "${words}": ${said}`));
    });
  });

const askBus = (...args: string[]): boolean =>
  runs('dbus-send', '--system', '--print-reply', '--dest=org.freedesktop.DBus', '/', ...args);

/** Makes sure that a system bus and polkit are there, and returns what ends those of the two that it started. */
export const startPolkit = async (): Promise<() => Promise<void>> => {
  const started: ChildProcess[] = [];
  const stop = async () => {
    for (const child of started.reverse()) await end(child);
    if (started.length === 2) rmSync(busSocket, { force: true });
  };
  if (!askBus('org.freedesktop.DBus.GetId')) {
    mkdirSync('/run/dbus', { recursive: true });
    rmSync(busSocket, { force: true });
    const bus = spawn('dbus-daemon', ['--system', '--nofork', '--nopidfile', '--print-address']);
    started.push(bus);
    await untilItSays(bus, 'unix:path=');
  }
  if (!askBus('org.freedesktop.DBus.GetNameOwner', 'string:org.freedesktop.PolicyKit1')) {
    const child = spawn(polkitd);
    started.push(child);
    await untilItSays(child, 'Acquired the name');
  }
  return stop;
};

/** Process ids whose command line contains `text`. */
export const processesWith = (text: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      const path = `/proc/${pid}/cmdline`;
      try {
        return Number.isInteger(pid) && existsSync(path) && readFileSync(path, 'utf8').includes(text);
      } catch {
        // It ended between the two looks.
        return false;
      }
    });
