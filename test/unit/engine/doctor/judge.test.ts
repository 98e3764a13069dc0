import { expect, test } from 'vitest';
import { fail, labFailure, succeed, type Finding } from '../../../../app/contract/index.ts';
import type { Probe } from '../../../../app/helper/contract/index.ts';
import { judge } from '../../../../app/engine/doctor/judge.ts';
import type { Observations } from '../../../../app/engine/doctor/observations.ts';
import { labTools } from '../../../../app/engine/doctor/tool-table.ts';

const probe = (id: Probe['id'], state: Probe['state'] = 'ok', detail = 'as seen'): Probe => ({
  id,
  state,
  detail,
});

/** A machine that has everything. */
const whole: Observations = {
  nodeVersion: '22.12.0',
  distribution: { name: 'Debian GNU/Linux 13 (trixie)', family: 'debian', tried: true },
  tools: Object.fromEntries(
    labTools.map(({ id }) => [id, { path: `/usr/bin/${id}`, said: `${id} version 19.1.7`, runs: true }]),
  ),
  trialBuild: { compiled: true, output: '' },
  wayToRoot: 'root',
  probes: succeed([probe('btf'), probe('vlan-8021q'), probe('ipv6')]),
};

const without = (id: string): Observations['tools'] => ({ ...whole.tools, [id]: undefined });

const finding = (seen: Observations, id: string): Finding => {
  const found = judge(seen).findings.find((one) => one.id === id);
  if (!found) throw new Error(`no finding ${id}`);
  return found;
};

test('a machine that has everything is ok, with nothing to cure', () => {
  const report = judge(whole);
  expect(report.verdict).toBe('ok');
  expect(report.findings.filter(({ cure }) => cure !== null)).toEqual([]);
});

test('a missing tool names the package that brings it, and stops the lab', () => {
  const seen = { ...whole, tools: without('xdp-loader') };
  expect(judge(seen).verdict).toBe('missing');
  expect(finding(seen, 'xdp-loader').cure?.en).toMatch(/apt-get install .* xdp-tools$/);
  expect(finding(seen, 'xdp-loader').cure?.ja).toMatch(/apt-get install .* xdp-tools$/);
});

test('on Ubuntu the package of bpftool is that of the generic kernel tools', () => {
  const ubuntu = { name: 'Ubuntu 24.04.3 LTS', family: 'ubuntu', tried: true } as const;
  const seen = { ...whole, distribution: ubuntu, tools: without('bpftool') };
  expect(finding(seen, 'bpftool').cure?.en).toContain('linux-tools-generic');
});

test('elsewhere the cure names no command that might not exist', () => {
  const arch = { name: 'Arch Linux', family: null, tried: false };
  const cure = finding({ ...whole, distribution: arch, tools: without('tcpdump') }, 'tcpdump').cure;
  expect(cure?.en).toContain('tcpdump');
  expect(cure?.en).not.toContain('apt-get');
});

test('a tool for one lesson only limits the lab', () => {
  const seen = { ...whole, tools: without('socat') };
  expect(judge(seen).verdict).toBe('limited');
  expect(finding(seen, 'socat').state).toBe('limited');
});

test('a tool that is there but does not run counts as lacking, with what it said', () => {
  const broken = { path: '/usr/sbin/bpftool', said: 'bpftool not found for kernel 6.14.0', runs: false };
  const found = finding({ ...whole, tools: { ...whole.tools, bpftool: broken } }, 'bpftool');
  expect(found.state).toBe('missing');
  expect(found.evidence).toContain('not found for kernel 6.14.0');
});

test.each([
  ['Debian clang version 14.0.6', 'ok'],
  ['Ubuntu clang version 18.1.3 (1ubuntu1)', 'ok'],
  ['clang version 10.0.0-4ubuntu1', 'missing'],
])('%s is %s', (said, state) => {
  const clang = { path: '/usr/bin/clang', said, runs: true };
  expect(finding({ ...whole, tools: { ...whole.tools, clang } }, 'clang').state).toBe(state);
});

test('headers that do not compile show what clang said and which packages bring them', () => {
  const trialBuild = { compiled: false, output: "fatal error: 'bpf/bpf_helpers.h' file not found" };
  const found = finding({ ...whole, trialBuild }, 'headers');
  expect(found).toMatchObject({ state: 'missing', evidence: trialBuild.output });
  expect(found.cure?.en).toContain('libbpf-dev linux-libc-dev libc6-dev');
});

test('without clang the headers are not blamed', () => {
  const trialBuild = { compiled: false, output: '' };
  const cure = finding({ ...whole, tools: without('clang'), trialBuild }, 'headers').cure;
  expect(cure?.en).toMatch(/ clang$/);
});

test('an old Node is told from a new one', () => {
  expect(finding({ ...whole, nodeVersion: '18.20.4' }, 'node').state).toBe('missing');
  expect(finding(whole, 'node').state).toBe('ok');
});

test('a refused root says so in the words of the refusal, and the kernel is not spoken of', () => {
  const probes = fail(labFailure('elevation-refused', { thing: 'pkexec', detail: 'Not authorized' }));
  const seen: Observations = { ...whole, wayToRoot: 'pkexec', probes };
  expect(finding(seen, 'root')).toMatchObject({ state: 'missing', evidence: 'Not authorized' });
  expect(judge(seen).findings.filter(({ id }) => id.startsWith('kernel-'))).toEqual([]);
});

test('root that was given although no way was seen is root', () => {
  expect(finding({ ...whole, wayToRoot: 'none' }, 'root').state).toBe('ok');
});

test('a kernel without 8021q is limited, and the evidence is the kernel’s own words', () => {
  const probes = succeed([probe('vlan-8021q', 'missing', 'RTNETLINK answers: Operation not supported')]);
  expect(judge({ ...whole, probes }).verdict).toBe('limited');
  expect(finding({ ...whole, probes }, 'kernel-vlan-8021q')).toMatchObject({
    state: 'limited',
    evidence: 'RTNETLINK answers: Operation not supported',
  });
});

test('IPv6 switched off stops the lab, and the cure switches it on', () => {
  const probes = succeed([probe('ipv6', 'refused')]);
  expect(judge({ ...whole, probes }).verdict).toBe('missing');
  expect(finding({ ...whole, probes }, 'kernel-ipv6').cure?.en).toContain('disable_ipv6=0');
});

test('no two findings share an id, although trace-cmd is a tool and a probe', () => {
  const ids = judge({ ...whole, probes: succeed([probe('trace-cmd')]) }).findings.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
