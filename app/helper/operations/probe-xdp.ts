import { readFile } from 'node:fs/promises';
import type { RanCommand } from '../../contract/index.ts';
import type { Probe } from '../contract/contract.ts';
import { labProgram } from '../environment/lab-programs.ts';
import { errnoText } from '../libbpf/errno.ts';
import { libbpf } from '../libbpf/library.ts';
import { openObject } from '../libbpf/object.ts';
import { runFrame } from '../libbpf/test-run.ts';
import type { ToolRun } from '../tool.ts';
import type { HeldNamespaces } from './held-namespaces.ts';
import { runInside } from './inside.ts';
import { xdpLoader } from './xdp-loader.ts';

/** bpf/lab/xdp_pass.c. */
const program = 'xdp_pass_func';

/** The shortest frame BPF_PROG_TEST_RUN takes: a bare Ethernet header. */
const shortestFrameBytes = 14;

/** Three pairs, so that three attachments can be tried side by side. */
const pairLines = ['native', 'skb', 'dispatch']
  .map((name) => `link add ${name}0 type veth peer name ${name}1\n`)
  .join('');

const words = ({ stdout, stderr }: ToolRun): string => (stderr + stdout).trim();

const testRun = async (path: string): Promise<Probe> => {
  const refused = (detail: string): Probe => ({ id: 'prog-test-run', state: 'refused', detail });
  const lib = libbpf();
  if (!lib.ok) return { id: 'prog-test-run', state: 'missing', detail: lib.failure.detail };
  const object = openObject(lib.value, await readFile(path));
  if ('errno' in object) return refused(errnoText(object.errno));
  try {
    const { errno, log } = await object.load(program, { trace: false, logBytes: 4096 });
    if (errno !== 0) return refused(`${errnoText(errno)} ${log}`.trim());
    const run = runFrame(lib.value, object.programFd(program), new Uint8Array(shortestFrameBytes));
    if ('errno' in run) return refused(errnoText(run.errno));
    const detail = `BPF_PROG_TEST_RUN: ${shortestFrameBytes} bytes in, action ${run.action}, ${run.frame.length} bytes out`;
    return { id: 'prog-test-run', state: 'ok', detail };
  } finally {
    object.close();
  }
};

/** Tries XDP in either mode, VLAN links, the dispatcher and a test run, on veth pairs in namespaces of their own. */
export const probeXdp = async ({ enter }: HeldNamespaces, commands: RanCommand[]): Promise<Probe[]> => {
  const ids = ['xdp-native', 'xdp-skb', 'vlan-8021q', 'libxdp-dispatcher'] as const;
  const allMissing = (detail: string): Probe[] => ids.map((id) => ({ id, state: 'missing', detail }));
  const path = labProgram('xdp_pass');
  if (!path.ok) return allMissing(path.failure.message.en);

  const ip = async (args: readonly string[], input = ''): Promise<{ worked: boolean; detail: string }> => {
    const ran = await runInside(enter, 'ip', args, { input });
    if (!ran.ok) return { worked: false, detail: ran.failure.message.en };
    commands.push(ran.value.command);
    return { worked: ran.value.exitCode === 0, detail: words(ran.value) };
  };
  const pairs = await ip(['-batch', '-'], pairLines);
  if (!pairs.worked) return allMissing(pairs.detail);

  const attached = async (id: 'xdp-native' | 'xdp-skb', device: string, mode: string): Promise<Probe> => {
    const set = ['link', 'set', 'dev', device, mode, 'object', path.value, 'program', program];
    const put = await ip(set);
    if (!put.worked) return { id, state: 'refused', detail: put.detail };
    const shown = await ip(['-d', 'link', 'show', 'dev', device]);
    const line = shown.detail
      .split('\n')
      .find((text) => text.includes('prog/xdp'))
      ?.trim();
    return { id, state: line ? 'ok' : 'refused', detail: line ?? shown.detail };
  };
  const vlan = async (): Promise<Probe> => {
    const link = ['link', 'add', 'link', 'skb1', 'name', 'skb1.1', 'type', 'vlan', 'id', '1'];
    const made = await ip(link);
    return { id: 'vlan-8021q', state: made.worked ? 'ok' : 'missing', detail: made.detail || link.join(' ') };
  };
  /** Only a dispatcher lets a second program onto an interface. */
  const dispatcher = async (): Promise<Probe> => {
    const id = 'libxdp-dispatcher';
    let detail = '';
    for (let turn = 0; turn < 2; turn += 1) {
      const loaded = await xdpLoader(['load', '-m', 'native', '-n', program, 'dispatch0', path.value], {
        enter,
        environment: { LIBXDP_SKIP_DISPATCHER: '0' },
      });
      if (!loaded.ok) return { id, state: 'missing', detail: loaded.failure.message.en };
      commands.push(loaded.value.command);
      detail += `${words(loaded.value)}\n`;
      if (loaded.value.exitCode !== 0) return { id, state: 'refused', detail: detail.trim() };
    }
    const status = await xdpLoader(['status', 'dispatch0'], { enter });
    if (!status.ok) return { id, state: 'missing', detail: status.failure.message.en };
    commands.push(status.value.command);
    return { id, state: 'ok', detail: words(status.value) };
  };

  return Promise.all([
    attached('xdp-native', 'native0', 'xdpdrv'),
    attached('xdp-skb', 'skb0', 'xdpgeneric'),
    vlan(),
    dispatcher(),
    testRun(path.value),
  ]);
};
