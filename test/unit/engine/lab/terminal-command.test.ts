import { describe, expect, it } from 'vitest';
import { terminalCommand } from '../../../../app/engine/lab/terminal-command.ts';
import type { Environment } from '../../../../app/contract/index.ts';

const environment: Environment = {
  name: 'veth-x',
  number: 1,
  vlan: 'none',
  legacyIp: false,
  keep: true,
  outer: { interface: 'veth-x', mac: '02:00:00:00:01:01', addresses: ['fc00:dead:cafe:1::1/64'] },
  inner: { interface: 'veth0', mac: '02:00:00:00:01:02', addresses: ['fc00:dead:cafe:1::2/64'] },
  program: null,
  heldBy: null,
};
const argv = (
  ...args: Parameters<typeof terminalCommand> extends [unknown, ...infer Rest] ? Rest : never
): string => {
  const command = terminalCommand(environment, ...args);
  return command.ok ? command.value.argv.join(' ') : command.failure.code;
};

describe('a command on the learner’s own terminal', () => {
  it('runs in the namespace without hiding bpffs, as `ip netns exec` would', () => {
    expect(argv('exec', ['ip', 'address'])).toMatch(/nsenter --net=\/run\/netns\/veth-x -- ip address$/);
  });
  it('pings the outer end unless told where', () => {
    expect(argv('ping', ['-c', '3'])).toMatch(/ ping -c 3 fc00:dead:cafe:1::1$/);
    expect(argv('ping', ['-c', '3', '10.11.1.1'])).toMatch(/ ping -c 3 10\.11\.1\.1$/);
  });
  it('captures at the outer end, where XDP attaches', () => {
    expect(argv('tcpdump', ['icmp6'])).toMatch(/tcpdump -nn -e -i veth-x icmp6$/);
  });
  it('asks for a command where none is given', () => {
    expect(argv('exec', [])).toBe('bad-input');
  });
});
