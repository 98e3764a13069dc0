import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { bpfObject } from '../support/bpf-object.ts';
import { labHelper, value } from '../support/lab-helper.ts';

const environment = 'tst-capture';
const lab = labHelper({ name: environment, number: 86 });

type Side = 'inner' | 'outer';

/** What `tcpdump -r` makes of a capture, one line a packet. */
const linesOf = (pcap: Buffer): string[] =>
  execFileSync('tcpdump', ['-n', '-r', '-'], { input: pcap, stdio: ['pipe', 'pipe', 'ignore'] })
    .toString()
    .split('\n')
    .filter((line) => line !== '');
const sequences = (lines: readonly string[], kind: 'request' | 'reply'): number[] =>
  lines.flatMap((line) => {
    const sequence = new RegExp(`echo ${kind}.* seq (\\d+)`).exec(line)?.[1];
    return sequence === undefined ? [] : [Number(sequence)];
  });

const captureDuring = async (
  job: () => Promise<unknown>,
  sides: Side[] = ['inner', 'outer'],
): Promise<{ lines: Record<Side, string[]>; dropped: Record<Side, number> }> => {
  const bytes: Record<Side, Buffer[]> = { inner: [], outer: [] };
  const off = lab.connection().client.on('capture.bytes', (event) => {
    bytes[event.side].push(Buffer.from(event.bytes, 'base64'));
  });
  value(await lab.call('capture.start', { environment, sides }));
  await job();
  const { dropped } = value(await lab.call('capture.stop', { environment }));
  off();
  const lines = (side: Side): string[] => (sides.includes(side) ? linesOf(Buffer.concat(bytes[side])) : []);
  return { lines: { inner: lines('inner'), outer: lines('outer') }, dropped };
};
const ping = (count = 7) =>
  lab.call('traffic.ping', { environment, family: 'ip6', count, intervalMs: 10, lengthBytes: 56 });
const attach = (mode: 'native' | 'skb') =>
  lab.call('program.attach', {
    ...{ environment, object: bpfObject('parity'), program: 'xdp_parity_func_with_a_long_name' },
    ...{ mode, loader: 'xdp-loader' as const },
  });
const all = [1, 2, 3, 4, 5, 6, 7];
const odd = [1, 3, 5, 7];

describe('a capture', () => {
  it.each(['native', 'skb'] as const)(
    'shows what XDP drops in %s mode on the inner end only',
    async (mode) => {
      value(await attach(mode));
      const { lines, dropped } = await captureDuring(() => ping());
      expect(sequences(lines.inner, 'request')).toEqual(all);
      expect(sequences(lines.inner, 'reply')).toEqual(odd);
      expect(sequences(lines.outer, 'request')).toEqual(odd);
      expect(sequences(lines.outer, 'reply')).toEqual(odd);
      expect(dropped).toEqual({ inner: 0, outer: 0 });
    },
  );

  it('loses nothing of what was sent right before it stops', async () => {
    value(await lab.call('program.detach', { environment, loader: 'xdp-loader' }));
    const { lines } = await captureDuring(() =>
      lab.call('traffic.ping', { environment, family: 'ip6', count: 100, intervalMs: 2, lengthBytes: 1400 }),
    );
    expect(sequences(lines.inner, 'request')).toHaveLength(100);
    expect(sequences(lines.outer, 'request')).toHaveLength(100);
  });

  it('can look at one end alone', async () => {
    const { lines } = await captureDuring(() => ping(), ['outer']);
    expect(sequences(lines.outer, 'request')).toEqual(all);
    expect(lines.inner).toEqual([]);
  });

  it('takes the place of one that runs', async () => {
    value(await lab.call('capture.start', { environment, sides: ['inner'] }));
    const { lines } = await captureDuring(() => ping(), ['outer']);
    expect(sequences(lines.outer, 'request')).toEqual(all);
  });

  it('that does not run can be stopped', async () => {
    const stopped = value(await lab.call('capture.stop', { environment }));
    expect(stopped).toEqual({ dropped: { inner: 0, outer: 0 }, commands: [] });
  });

  it('tells the commands it ran once they have ended', async () => {
    value(await lab.call('capture.start', { environment, sides: ['outer'] }));
    const { commands } = value(await lab.call('capture.stop', { environment }));
    expect(commands.map(({ argv, exitCode }) => [argv[0], exitCode])).toEqual([['tcpdump', 0]]);
  });
});
