import { describe, expect, it } from 'vitest';
import {
  fail,
  labFailure,
  succeed,
  type Environment,
  type EnvironmentRequest,
} from '../../../../app/contract/index.ts';
import { answering, runCli } from './fixture.ts';

const environment = (name: string): Environment => ({
  name,
  number: 1,
  vlan: 'none',
  legacyIp: false,
  keep: true,
  outer: { interface: name, mac: '02:00:00:00:00:01', addresses: ['fc00:dead:cafe:1::1/64'] },
  inner: { interface: 'veth0', mac: '02:00:00:00:00:02', addresses: ['fc00:dead:cafe:1::2/64'] },
  program: null,
  heldBy: null,
});

describe('env', () => {
  it('makes a kept environment with the options given', async () => {
    const asked: EnvironmentRequest[] = [];
    const line = ['env', 'up', '--name', 'veth-x', '--number', '9', '--vlan', '--legacy-ip'];
    const ran = await runCli(line, {
      'env.up': (request) => {
        asked.push(request);
        return Promise.resolve(succeed({ environment: environment('veth-x'), commands: [] }));
      },
    });
    expect(asked).toEqual([{ name: 'veth-x', number: 9, vlan: true, legacyIp: true, keep: true }]);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('fc00:dead:cafe:1::2/64');
  });

  it('means the only environment where none is named', async () => {
    const down: string[] = [];
    const ran = await runCli(['env', 'down'], {
      'env.list': answering({ environments: [environment('veth-only')] }),
      'env.down': ({ name }) => {
        down.push(name);
        return Promise.resolve(succeed({ removed: true, commands: [] }));
      },
    });
    expect(down).toEqual(['veth-only']);
    expect(ran.stdout).toBe('veth-only is removed.\n');
  });

  it('asks which one where there are several, and for one where there is none', async () => {
    const several = await runCli(['env', 'down'], {
      'env.list': answering({ environments: [environment('veth-a'), environment('veth-b')] }),
    });
    expect(several.stderr).toBe(
      'Error: Which environment? There are veth-a, veth-b.\nWay out: Name it: --name veth-a\n',
    );
    const none = await runCli(['unload'], { 'env.list': answering({ environments: [] }) });
    expect(none.stderr).toContain('xdp-lab env up');
    expect([several.exitCode, none.exitCode]).toEqual([2, 2]);
  });

  it.each(['a;reboot', 'Veth', '', '-x', 'n'.repeat(40), 'veth\u001b[31m'])(
    'refuses the name %j before a lab is started',
    async (name) => {
      const ran = await runCli(['env', 'up', `--name=${name}`]);
      expect(ran.exitCode).toBe(2);
      expect(ran.stderr).toContain('at most 15 characters');
      expect(ran.stderr).not.toContain('\u001b');
      expect(ran.labs.opened).toBe(0);
    },
  );

  it('runs a command on the terminal after the lab has ended, and passes its status on', async () => {
    const ran = await runCli(
      ['env', 'exec', '--name', 'veth-x', '--', 'ip', '-6', 'address', '--json'],
      { 'env.command': ({ args }) => Promise.resolve(succeed({ argv: ['nsenter', ...args] })) },
      { terminalStatus: 42 },
    );
    expect(ran.onTerminal).toEqual([['nsenter', 'ip', '-6', 'address', '--json']]);
    expect(ran.exitCode).toBe(42);
    expect(ran.labs).toEqual({ opened: 1, disposed: 1 });
  });

  it.each([
    [
      ['env', 'exec', '--name', 'x', 'ip', '-6', 'address'],
      ['ip', '-6', 'address'],
    ],
    [
      ['env', 'ping', '--name', 'x', '-c', '3'],
      ['-c', '3'],
    ],
    [
      ['env', 'tcpdump', '--name', 'x', '-n', 'icmp6', 'and', 'port', '1'],
      ['-n', 'icmp6', 'and', 'port', '1'],
    ],
  ])('leaves the options of the other program alone: %j', async (line, args) => {
    const ran = await runCli(line, {
      'env.command': (input) => Promise.resolve(succeed({ argv: input.args })),
    });
    expect(ran.onTerminal).toEqual([args]);
  });

  it('names a missing environment, and how to make it', async () => {
    const failure = labFailure('env-missing', { thing: 'veth-x' });
    const ran = await runCli(['env', 'status', '--name', 'veth-x'], {
      'env.status': () => Promise.resolve(fail(failure)),
    });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toBe(
      'Error: There is no environment veth-x.\nWay out: Make it with: xdp-lab env up --name veth-x\n',
    );
  });
});
